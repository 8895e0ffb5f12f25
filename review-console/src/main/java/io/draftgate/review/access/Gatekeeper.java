package io.draftgate.review.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Lets reviewers in. Thread-safe. */
public final class Gatekeeper {
    private static final String MAC = "HmacSHA256";

    private final UsersFile users;
    private final Optional<TrustedHeader> trustedHeader;
    private final Sessions sessions;
    private final LoginLimit limit;
    private final byte[] secret = new byte[32];

    /**
     * A gatekeeper that knows these reviewers.
     *
     * @param trustedHeader instead of names and passwords
     */
    public Gatekeeper(UsersFile users, Optional<TrustedHeader> trustedHeader, InstantSource clock) {
        this.users = users;
        this.trustedHeader = trustedHeader;
        this.sessions = new Sessions(clock);
        this.limit = new LoginLimit(clock);
        new SecureRandom().nextBytes(secret);
    }

    /** The header whose value {@link #find} wants. */
    public Optional<String> headerName() {
        return trustedHeader.map(TrustedHeader::name);
    }

    /**
     * Who sends a request.
     *
     * @param token of the session's cookie
     * @param header value of the trusted header
     * @param address that the request comes from
     */
    public Optional<Session> find(@Nullable String token, @Nullable String header, String address) {
        if (trustedHeader.isEmpty()) {
            return token == null ? Optional.empty() : sessions.find(token);
        }
        boolean believed = trustedHeader.get().proxies().contains(address);
        return believed && header != null && UsersFile.isName(header)
                ? Optional.of(new Session(header, csrfToken(header), false))
                : Optional.empty();
    }

    /** What became of an attempt to sign in. */
    public sealed interface Attempt {
        /**
         * Signed in.
         *
         * @param token that names the session
         */
        record Admitted(String token) implements Attempt {}

        /** Name or password is wrong; which one is not told. */
        record Refused() implements Attempt {}

        /**
         * Tried too often; the password was not looked at.
         *
         * @param patience how long not to try again
         */
        record Blocked(Duration patience) implements Attempt {}
    }

    /**
     * Tries to sign in.
     *
     * @throws IOException if the users' file cannot be read
     */
    public Attempt signIn(String name, char[] password, String address) throws IOException {
        String byName = "name " + name;
        String byAddress = "address " + address;
        Duration wait = longer(limit.waitFor(byName), limit.waitFor(byAddress));
        if (trustedHeader.isPresent() || !wait.isZero()) {
            return new Attempt.Blocked(wait);
        }
        if (!users.matches(name, password)) {
            limit.failed(byName);
            limit.failed(byAddress);
            return new Attempt.Refused();
        }
        limit.succeeded(byName);
        limit.succeeded(byAddress);
        return new Attempt.Admitted(sessions.begin(name));
    }

    /** Ends a session. */
    public void signOut(String token) {
        sessions.end(token);
    }

    /** Whether a form comes from our own page; takes as long for any wrong token. */
    public static boolean isGenuine(Session session, @Nullable String csrfToken) {
        return csrfToken != null
                && MessageDigest.isEqual(
                        session.csrfToken().getBytes(StandardCharsets.UTF_8),
                        csrfToken.getBytes(StandardCharsets.UTF_8));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private String csrfToken(String reviewer) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(reviewer.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }
}
