package io.draftgate.audit.checkpoint;

import io.draftgate.audit.Digest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The lines of a proof, from the first to the checkpoint at its end. Confined to one thread. */
final class ProofLines {
    private String rest;

    ProofLines(String text) {
        rest = text.replace("\r\n", "\n");
    }

    static String text(List<Digest> hashes) {
        return hashes.stream()
                .map(hash -> Base64.getEncoder().encodeToString(hash.bytes()) + "\n")
                .collect(Collectors.joining());
    }

    String next() {
        int end = rest.indexOf('\n');
        if (end < 0) {
            throw new IllegalArgumentException("not a proof: it ends before its checkpoint");
        }
        String line = rest.substring(0, end);
        rest = rest.substring(end + 1);
        return line;
    }

    /** What follows the word in the next line, if it begins with it. */
    Optional<String> nextIf(String word) {
        return rest.startsWith(word) ? Optional.of(next().substring(word.length())) : Optional.empty();
    }

    /** One hash a line, up to and with the empty line. */
    List<Digest> hashes() {
        List<Digest> hashes = new ArrayList<>();
        for (String line = next(); !line.isEmpty(); line = next()) {
            hashes.add(new Digest(Base64.getDecoder().decode(line)));
        }
        return hashes;
    }

    String rest() {
        return rest;
    }
}
