package io.draftgate.detection.policy;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** The things that a rule can name under {@code detects}, each found by its shape and, where it has one, its checksum. */
enum Recogniser {
    EMAIL,
    CARD,
    IBAN,
    PHONE,
    IP,
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
    private static final String IP_SHAPE =
            "(?=[0-9]{1,3}\\.)(?<![0-9.])(?:" + BYTE + "\\.){3}" + BYTE + "(?![0-9]|\\.[0-9])"
                    + "|(?=[0-9A-Fa-f]{1,4}:)(?<![0-9A-Fa-f:])(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}(?![0-9A-Fa-f:])";

    Finder finder() {
        return switch (this) {
            case EMAIL -> new PatternFinder(Pattern.compile(E_MAIL_SHAPE));
            case CARD -> new PatternFinder(Pattern.compile(CARD_SHAPE), Recogniser::isCard);
            case IBAN -> new PatternFinder(Pattern.compile(IBAN_SHAPE), Recogniser::isIban);
            case PHONE -> new PatternFinder(Pattern.compile(PHONE_SHAPE), Recogniser::isPhone);
            case IP -> new PatternFinder(Pattern.compile(IP_SHAPE));
            case REPETITION -> new RepetitionFinder();
        };
    }

    /** Luhn's checksum (ISO/IEC 7812-1) over 13 to 19 digits that are not all the same. */
    private static boolean isCard(String match) {
        String digits = match.replaceAll("[^0-9]", "");
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0 && digits.chars().distinct().count() > 1;
    }

    /** ISO 13616: moved by four, letters as numbers, modulo 97 is 1. */
    private static boolean isIban(String match) {
        String compact = match.replace(" ", "");
        StringBuilder number = new StringBuilder();
        for (char unit : (compact.substring(4) + compact.substring(0, 4)).toCharArray()) {
            number.append(Character.digit(unit, 36));
        }
        return new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    /** Either an international prefix, or an area code in brackets, or the 3-3-4 groups of North America. */
    private static boolean isPhone(String match) {
        long digits = match.chars().filter(Character::isDigit).count();
        boolean marked = match.startsWith("+") || match.startsWith("(");
        return digits >= 9 && digits <= 15 && (marked || match.matches("[0-9]{3}[ .-][0-9]{3}[ .-][0-9]{4}"));
    }
}
