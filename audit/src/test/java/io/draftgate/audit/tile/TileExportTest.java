package io.draftgate.audit.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.draftgate.audit.Digest;
import io.draftgate.audit.checkpoint.Checkpoint;
import io.draftgate.audit.checkpoint.SignedCheckpoint;
import io.draftgate.audit.merkle.Frontier;
import io.draftgate.audit.merkle.ProofCollector;
import io.draftgate.audit.merkle.TreeReader;
import io.draftgate.audit.note.NoteSigner;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TileExportTest {
    /** The example of C2SP tlog-tiles: 273 full tiles and a partial one of 112, above them 1 and 17, above them 1. */
    private static final int SIZE = 70_000;

    private static final String ORIGIN = "example.org/drafts/audit.records-0";

    /** Where Debian's golang-golang-x-mod-dev puts Go's own implementation. */
    private static final Path GO_LIBRARIES = Path.of("/usr/share/gocode");

    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private Path folder;

    @Test
    void shouldNameTilesAsTheSpecification() {
        assertEquals("tile/0/x001/x234/067", TilePath.tile(0, 1_234_067, 256));
        assertEquals("tile/1/000.p/17", TilePath.tile(1, 0, 17));
        assertEquals("tile/entries/x273/000", TilePath.entries(273_000, 256));
    }

    @Test
    void shouldWriteTheTilesThatTheSpecificationCountsForASizeOf70000() throws IOException {
        export(NoteSigner.generate("example.org/drafts", new SecureRandom()));

        assertEquals(273, fullTiles("tile/0"));
        assertEquals(112 * Digest.LENGTH, Files.size(folder.resolve("tile/0/273.p/112")));
        assertEquals(256 * Digest.LENGTH, Files.size(folder.resolve("tile/1/000")));
        assertEquals(17 * Digest.LENGTH, Files.size(folder.resolve("tile/1/001.p/17")));
        assertEquals(Digest.LENGTH, Files.size(folder.resolve("tile/2/000.p/1")));
        assertEquals(273, fullTiles("tile/entries"));
        assertEquals(256 * (2 + Digest.LENGTH), Files.size(folder.resolve("tile/entries/000")));
    }

    @Test
    void shouldWriteAPartialTileOfOneAboveATileThatJustFilledUp() throws IOException {
        TileExport export = new TileExport(folder);
        TreeReader tree = new TreeReader(export);
        for (int i = 0; i < 256; i++) {
            tree.read(entry(i));
            export.entry(entry(i));
        }
        export.finish("text");

        assertTrue(Files.exists(folder.resolve("tile/0/000")));
        assertArrayEquals(tree.root().bytes(), Files.readAllBytes(folder.resolve("tile/1/000.p/1")));
        assertEquals("text", Files.readString(folder.resolve("checkpoint")));
    }

    @Test
    void shouldRefuseAnEntryThatABundleCannotCount() {
        TileExport export = new TileExport(folder);

        assertThrows(IllegalArgumentException.class, () -> export.entry(new byte[65_536]));
    }

    @Test
    void shouldWriteALogThatTheImplementationOfGoAccepts() throws Exception {
        assumeTrue(
                Files.isDirectory(GO_LIBRARIES.resolve("src/golang.org/x/mod/sumdb/tlog")) && hasGo(),
                "Go is not here to check our log: apt-get install golang-go golang-golang-x-mod-dev");
        NoteSigner key = NoteSigner.generate("example.org/drafts", new SecureRandom());
        Map<String, ProofCollector> proofs = new HashMap<>();
        for (long index : new long[] {0, 1, 255, 256, 65_535, 65_536, 69_998, 69_999}) {
            proofs.put("inclusion-" + index, ProofCollector.inclusion(index, SIZE));
        }
        for (long oldSize : new long[] {1, 2, 255, 256, 257, 65_536, 69_999, 70_000}) {
            proofs.put("consistency-" + oldSize, ProofCollector.consistency(oldSize, SIZE));
        }
        export(key, proofs.values().toArray(new ProofCollector[0]));
        Files.createDirectories(folder.resolve("proofs"));
        for (Map.Entry<String, ProofCollector> proof : proofs.entrySet()) {
            Files.writeString(
                    folder.resolve("proofs").resolve(proof.getKey()),
                    lines(proof.getValue().path()));
        }

        String answer = go(
                "run",
                Path.of("src/test/go/check.go").toAbsolutePath().toString(),
                folder.toString(),
                key.named(ORIGIN).verifier().toString());

        assertEquals("70000 entries, 16 proofs", answer.strip());
    }

    private void export(NoteSigner key, ProofCollector... proofs) {
        TileExport export = new TileExport(folder);
        TreeReader tree = new TreeReader((level, index, hash) -> {
            export.completed(level, index, hash);
            for (ProofCollector proof : proofs) {
                proof.completed(level, index, hash);
            }
        });
        Frontier written = Frontier.EMPTY;
        for (int i = 0; i < SIZE; i++) {
            export.entry(entry(i));
            tree.read(entry(i));
            written = written.append(entry(i));
        }
        export.finish(SignedCheckpoint.sign(new Checkpoint(ORIGIN, SIZE, written.root()), key)
                .toString());
    }

    private long fullTiles(String level) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(level))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static byte[] entry(int number) {
        return new Digest(Arrays.copyOf(Integer.toString(number).getBytes(StandardCharsets.US_ASCII), 32)).bytes();
    }

    private static String lines(List<Digest> path) {
        return path.stream()
                .map(hash -> Base64.getEncoder().encodeToString(hash.bytes()) + "\n")
                .collect(Collectors.joining());
    }

    private boolean hasGo() {
        try {
            return go("version").startsWith("go version");
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private String go(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder go = new ProcessBuilder(
                Stream.concat(Stream.of("go"), Stream.of(arguments)).toList());
        go.environment().put("GO111MODULE", "off");
        go.environment().put("GOPATH", GO_LIBRARIES.toString());
        go.environment().put("GOFLAGS", "");
        if (!go.environment().containsKey("HOME")) {
            go.environment().put("GOCACHE", folder.resolve("go-cache").toString());
        }
        File output = folder.resolve("go-output").toFile();
        Process process = go.redirectErrorStream(true).redirectOutput(output).start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(output.toPath());
    }
}
