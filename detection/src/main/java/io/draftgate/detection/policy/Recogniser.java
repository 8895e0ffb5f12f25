package io.draftgate.detection.policy;

import java.util.regex.Pattern;

/** The things that a rule can name under {@code detects}, each found by its shape and, where it has one, its checksum. */
enum Recogniser {
    EMAIL,
    CARD,
    IBAN,
    PHONE,
    IP,
    NATIONAL_ID,
    REPETITION;

    private static final String E_MAIL_SHAPE = "(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}+"
            + "@(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])";

    /** Cards begin with 2 to 6 and are written in one run, in fours, or as 4-6-5. */
    private static final String CARD_SHAPE = "(?=[2-6])(?<![0-9][ -]?)(?:[2-6][0-9]{12,18}"
            + "|[2-6][0-9]{3}([ -])[0-9]{4}\\1[0-9]{4}\\1[0-9]{1,7}|3[47][0-9]{2}([ -])[0-9]{6}\\2[0-9]{5})(?![ -]?[0-9])";

    private static final String IBAN_SHAPE =
            "(?=[A-Z]{2}[0-9])(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}(?![A-Za-z0-9])";
    private static final String PHONE_SHAPE =
            "(?=[0-9+(])(?<![0-9A-Za-z.,-])(?:\\+[0-9]{1,3}[ .-]?(?:\\([0-9]{1,4}\\)[ .-]?)?|\\([0-9]{2,4}\\) ?)?"
                    + "[0-9]{2,4}(?:[ .-][0-9]{2,4}){1,4}(?![0-9A-Za-z]|[.,-][0-9])";
    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
    private static final String WORD = "[0-9A-Fa-f]{1,4}";

    /** IPv4, and IPv6 in full or with its run of zeros left out (RFC 5952). */
    private static final String IP_SHAPE = "(?=[0-9]{1,3}\\.)(?<![0-9.])(?:" + BYTE + "\\.){3}" + BYTE
            + "(?![0-9]|\\.[0-9])|(?=" + WORD + ":)(?<![0-9A-Za-z:])(?:(?:" + WORD + ":){7}" + WORD + "|(?:" + WORD
            + ":){2,6}:(?:" + WORD + "(?::" + WORD + "){0,4})?)(?![0-9A-Za-z:])";

    /** American SSN, British NINO, Spanish DNI, French NIR. */
    private static final String NATIONAL_ID_SHAPE =
            "(?=[0-9])(?<![0-9-])(?:(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}"
                    + "|[0-9]{8}-?[A-HJ-NP-TV-Z]|[12] ?[0-9]{2} ?(?:0[1-9]|1[0-2]) ?[0-9]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{2})(?![0-9A-Za-z-])"
                    + "|(?=[A-CEGHJ-PR-TW-Z])(?<![A-Za-z0-9])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?"
                    + "[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D](?![A-Za-z0-9])";

    Finder finder() {
        return switch (this) {
            case EMAIL -> new PatternFinder(Pattern.compile(E_MAIL_SHAPE));
            case CARD -> new PatternFinder(Pattern.compile(CARD_SHAPE), Checksums::isCard);
            case IBAN -> new PatternFinder(Pattern.compile(IBAN_SHAPE), Checksums::isIban);
            case PHONE -> new PatternFinder(Pattern.compile(PHONE_SHAPE), Checksums::isPhone);
            case IP -> new PatternFinder(Pattern.compile(IP_SHAPE));
            case NATIONAL_ID -> new PatternFinder(Pattern.compile(NATIONAL_ID_SHAPE), Checksums::isNationalId);
            case REPETITION -> new RepetitionFinder();
        };
    }
}
