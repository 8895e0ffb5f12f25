package io.draftgate.detection.policy;

import java.math.BigInteger;

/** What parts a number that was issued from digits that merely look like one. */
final class Checksums {

    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);
    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

    private Checksums() {}

    /** Luhn's checksum (ISO/IEC 7812-1) over 13 to 19 digits that are not all the same. */
    static boolean isCard(String match) {
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
    static boolean isIban(String match) {
        String compact = match.replace(" ", "");
        StringBuilder number = new StringBuilder();
        for (char unit : (compact.substring(4) + compact.substring(0, 4)).toCharArray()) {
            number.append(Character.digit(unit, 36));
        }
        return new BigInteger(number.toString()).mod(NINETY_SEVEN).intValue() == 1;
    }

    /** Either an international prefix, or an area code in brackets, or the 3-3-4 groups of North America. */
    static boolean isPhone(String match) {
        long digits = match.chars().filter(Character::isDigit).count();
        boolean marked = match.startsWith("+") || match.startsWith("(");
        return digits >= 9 && digits <= 15 && (marked || match.matches("[0-9]{3}[ .-][0-9]{3}[ .-][0-9]{4}"));
    }

    /**
     * A Spanish DNI by its letter (number modulo 23) and a French NIR by its key (97 less the number modulo 97); an American
     * or British number has no checksum, its shape must do.
     */
    static boolean isNationalId(String match) {
        String compact = match.replaceAll("[ .-]", "");
        if (compact.matches("[0-9]{8}[A-Za-z]")) {
            int letter = Integer.parseInt(compact.substring(0, 8)) % DNI_LETTERS.length();
            return Character.toUpperCase(compact.charAt(8)) == DNI_LETTERS.charAt(letter);
        }
        if (compact.matches("[12][0-9]{14}")) {
            int key = Integer.parseInt(compact.substring(13));
            return new BigInteger(compact.substring(0, 13)).mod(NINETY_SEVEN).intValue() == 97 - key;
        }
        return true;
    }
}
