package io.draftgate.review.access;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reviewers and the bcrypt hashes of their passwords, one {@code name:hash} a line. Read anew at every use, so that a reviewer who
 * is added or removed is known at once. Thread-safe.
 */
public final class UsersFile {
    /** 2^12 rounds: about a quarter of a second, too slow to guess by. */
    private static final int COST = 12;

    /** Below this a password is guessed, not known. */
    public static final int MIN_PASSWORD_CHARACTERS = 10;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@-]{1,64}");
    private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2A;

    /** Longer than the 72 bytes that bcrypt reads, a password is hashed first instead of cut. */
    private static final BCrypt.Hasher HASHER = BCrypt.with(VERSION, LongPasswordStrategies.hashSha512(VERSION));

    private static final BCrypt.Verifyer VERIFIER =
            BCrypt.verifyer(VERSION, LongPasswordStrategies.hashSha512(VERSION));

    /** What a password is compared with when there is no such name: the answer must take as long. */
    private static final String NOBODY = "$2a$12$//9i4RzIje0VzvTXzhBKQ.eGyMlRYs3YujPfeSFXZFOolAPYVspgi";

    private final Path file;

    /** The file need not be there yet. */
    public UsersFile(Path file) {
        this.file = file;
    }

    /** Whether the name may stand in a decision: 1 to 64 letters, digits, dots, underscores, hyphens or at signs. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Adds a reviewer, or gives one another password.
     *
     * @throws IllegalArgumentException if name or password will not do
     * @throws IOException if the file cannot be written
     */
    public void put(String name, char[] password) throws IOException {
        if (!isName(name)) {
            throw new IllegalArgumentException("name is '" + name
                    + "', expected 1 to 64 letters, digits, dots, underscores, hyphens or at signs, e.g. ann");
        }
        if (password.length < MIN_PASSWORD_CHARACTERS) {
            throw new IllegalArgumentException(
                    "password has " + password.length + " characters, expected at least " + MIN_PASSWORD_CHARACTERS);
        }
        Map<String, String> users = read();
        users.put(name, HASHER.hashToString(COST, password));
        write(users);
    }

    /**
     * Removes a reviewer; sessions that are open stay so until they end.
     *
     * @return whether there was one
     * @throws IOException if the file cannot be written
     */
    public boolean remove(String name) throws IOException {
        Map<String, String> users = read();
        boolean known = users.remove(name) != null;
        if (known) {
            write(users);
        }
        return known;
    }

    /** Everybody's name. */
    public Iterable<String> names() throws IOException {
        return read().keySet();
    }

    boolean matches(String name, char[] password) throws IOException {
        String hash = read().get(name);
        boolean matches = VERIFIER.verify(password, hash == null ? NOBODY : hash).verified;
        return matches && hash != null;
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> users = new LinkedHashMap<>();
        if (Files.notExists(file)) {
            return users;
        }
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                users.put(line.substring(0, colon), line.substring(colon + 1));
            }
        }
        return users;
    }

    /** A reader sees the old file or the new one; only the owner sees either. */
    private void write(Map<String, String> users) throws IOException {
        String text = users.entrySet().stream()
                .map(user -> user.getKey() + ":" + user.getValue() + "\n")
                .collect(Collectors.joining());
        Path absolute = file.toAbsolutePath();
        Path draft = absolute.resolveSibling(absolute.getFileName() + ".new");
        Files.deleteIfExists(draft);
        createPrivately(draft);
        Files.writeString(draft, text, StandardCharsets.UTF_8);
        Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void createPrivately(Path draft) throws IOException {
        try {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException notPosix) {
            Files.createFile(draft);
        } catch (FileAlreadyExistsException raced) {
            throw new IOException(draft + ": somebody else is writing it; try again", raced);
        }
    }
}
