package io.draftgate.gpt2.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.ModelFormatException;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.scoring.TextScore;
import io.draftgate.gpt2.scoring.TokenScorer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Gpt2Test {
    private static final Gpt2Config CONFIG = Gpt2Config.of(257, 16, 16, 2, 2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void writeAModel() throws IOException {
        folder = temporary.resolve("tiny");
        RandomWeights.write(folder, CONFIG, 1);
    }

    @Test
    void shouldTellWhatItOpened() throws IOException, NoSuchAlgorithmException {
        // When
        try (Gpt2 model = Gpt2.open(folder)) {
            // Then
            assertEquals("tiny", model.name());
            assertEquals(CONFIG, model.config());
            assertEquals(256, model.tokenizer().endOfText());
            assertEquals(digest("config.json", "model.safetensors"), model.digest());
            assertEquals(digest("merges.txt", "vocab.json"), model.tokenizerDigest());
        }
    }

    @Test
    void shouldNameTheBundledModelByItsDigests() {
        try (Gpt2 model = Gpt2.bundled()) {
            assertEquals("storybook-7m", model.name());
            assertEquals(6_901_760, model.config().parameters());
            assertEquals("sha256:856dbd1353b137d919ee0f42ed469f6dc72657f74a249249e079491b92865747", model.digest());
            assertEquals(
                    "sha256:2f72eae2626472268234f90916d639e1074023a38bc516d1cd79bd648851a707", model.tokenizerDigest());
        }
    }

    @Test
    void shouldFollowTheLinksOfACache() throws IOException {
        // Given: blobs apart, a snapshot folder of links to them, and a link to the snapshot
        Path blobs = Files.createDirectory(temporary.resolve("blobs"));
        Path snapshot = Files.createDirectory(temporary.resolve("snapshot"));
        for (String file : List.of("config.json", "model.safetensors", "vocab.json", "merges.txt")) {
            Path blob = Files.move(folder.resolve(file), blobs.resolve("blob-of-" + file));
            Files.createSymbolicLink(snapshot.resolve(file), snapshot.relativize(blob));
        }
        Path link = Files.createSymbolicLink(temporary.resolve("my-model"), snapshot);

        // When
        try (Gpt2 model = Gpt2.open(link);
                TokenScorer scorer = TokenScorer.open(model, 1, Precision.F32)) {
            // Then
            assertEquals("my-model", model.name());
            assertEquals(2, scorer.score("ab").tokens().size());
        }
    }

    @Test
    void shouldReadShardsAsTheWhole() throws IOException, NoSuchAlgorithmException {
        // Given
        TextScore whole;
        try (Gpt2 model = Gpt2.open(folder);
                TokenScorer scorer = TokenScorer.open(model, 1, Precision.F32)) {
            whole = scorer.score("some text");
        }
        split(folder.resolve("model.safetensors"));

        // When
        try (Gpt2 model = Gpt2.open(folder);
                TokenScorer scorer = TokenScorer.open(model, 1, Precision.F32)) {
            // Then
            assertEquals(whole, scorer.score("some text"));
            assertEquals(digest("config.json", "part-0.safetensors", "part-1.safetensors"), model.digest());
        }
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWithAFolder() throws IOException {
        Path absent = temporary.resolve("absent");
        assertProblem(
                absent, " is no folder, expected one with config.json, model.safetensors, vocab.json and merges.txt");
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertEquals("no config.json in " + empty + ", found: nothing", problem(empty));
        Files.delete(folder.resolve("model.safetensors"));
        assertEquals(
                "no model.safetensors in " + folder + ", found: config.json, merges.txt, vocab.json", problem(folder));
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWithTheConfig() throws IOException {
        Path config = folder.resolve("config.json");
        String good = Files.readString(config);
        Map<String, String> problems = Map.of(
                "{",
                " is no JSON at line 1: Unexpected end-of-input: expected close marker for Object (start marker at",
                "[]",
                " is no JSON object, expected {...}",
                good.replace("gpt2", "llama"),
                ": model_type is llama, expected gpt2",
                good.replace("\"n_layer\" : 2", "\"n_layer\" : 2000000000"),
                ": n_layer is 2000000000, expected 1 to 1024",
                good.replace("\"n_layer\" : 2", "\"n_layer\" : -1"),
                ": n_layer is -1, expected 1 to 1024",
                good.replace("\"n_layer\" : 2", "\"n_layer\" : \"x\""),
                ": n_layer is \"x\", expected an integer",
                good.replace("\"n_head\" : 2", "\"n_head\" : 3"),
                ": n_head is 3, expected a number that divides n_embd = 16",
                good.replace("gelu_new", "swish"),
                ": activation_function is swish, expected one of gelu_new, gelu, relu",
                good.replace("\"n_positions\" : 16", "\"n_positions\" : 1048577"),
                ": n_positions is 1048577, expected 1 to 1048576");
        for (var broken : problems.entrySet()) {
            Files.writeString(config, broken.getKey());
            String problem = problem(folder);
            assertTrue(problem.startsWith(config + broken.getValue()), problem);
        }
        Files.writeString(config, good.replace("\"n_layer\" : 2", "\"n_layer\" : 3"));
        assertProblem(
                folder.resolve("model.safetensors"),
                " has no tensor h.2.ln_1.weight, expected every tensor of a GPT-2 of the shape in config.json");
        Files.writeString(config, good.replace("\"n_positions\" : 16", "\"n_positions\" : 1048576"));
        assertProblem(
                folder.resolve("model.safetensors"),
                " has wpe.weight of shape [16, 16], config.json asks for [1048576, 16]");
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWithTheTokenizer() throws IOException {
        Path vocabulary = folder.resolve("vocab.json");
        Path merges = folder.resolve("merges.txt");
        String good = Files.readString(vocabulary);
        Files.writeString(vocabulary, good.replace("\"!\":33", "\"!\":34"));
        assertProblem(vocabulary, " gives two tokens the id 34, expected each id once");
        Files.writeString(vocabulary, good.replace("\"!\":33", "\"!\":-7"));
        assertProblem(vocabulary, " gives a token the id -7, expected 0 to 256, each once");
        Files.writeString(vocabulary, good.replace("\"!\":33", "\"zz\":33"));
        assertProblem(vocabulary, " has no token for the byte 33, expected all 256 single bytes");
        Files.writeString(vocabulary, good.replace("<|endoftext|>", "zz"));
        assertProblem(vocabulary, " has no token <|endoftext|>, expected a vocabulary of GPT-2's kind");
        Files.writeString(vocabulary, good.replace("\"!\":33", "\"!\":33,\"zz\":257"));
        assertProblem(vocabulary, " has 258 tokens, config.json asks for vocab_size 257; take both from one model");
        Files.writeString(vocabulary, good);
        Files.writeString(merges, "#version: 0.2\na b\n");
        assertProblem(
                merges,
                " line 2 does not fit vocab.json, expected two tokens made by earlier lines whose union is in the vocabulary");
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWithTheWeights() throws IOException {
        Path weights = folder.resolve("model.safetensors");
        byte[] good = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(good, 5));
        assertProblem(weights, " has 5 bytes, expected a header length of 8 and more");
        Files.write(weights, Arrays.copyOf(good, good.length - 1));
        assertTrue(problem(folder).endsWith(" bytes of data; is the file complete?"), problem(folder));
        rewriteHeaderLength(weights, good, -1);
        assertTrue(
                problem(folder).startsWith(weights + " claims a header of 18446744073709551615 bytes"),
                problem(folder));
        rewriteHeaderLength(weights, good, 1L << 40);
        assertTrue(problem(folder).startsWith(weights + " claims a header of 1099511627776 bytes"), problem(folder));
        rewriteHeader(weights, good, json -> json.substring(1));
        assertTrue(problem(folder).startsWith(weights + " has a header that is no JSON"), problem(folder));
        rewriteHeader(weights, good, json -> json.replace("\"F32\"", "\"I32\""));
        assertProblem(weights, " has wte.weight in I32, expected F32, F16 or BF16");
        rewriteHeader(weights, good, json -> json.replace("[0,16448]", "[64,16512]"));
        assertProblem(weights, " lays wte.weight over wpe.weight, expected tensors apart");
        rewriteHeader(weights, good, json -> json.replace("[0,16448]", "[16448,0]"));
        assertTrue(problem(folder).startsWith(weights + " places wte.weight at bytes 16448 to 0"), problem(folder));
        rewriteHeader(weights, good, json -> json.replace("[0,16448]", "[-4,16448]"));
        assertProblem(weights, " describes wte.weight with -4, expected an integer of 0 or more");
        rewriteHeader(weights, good, json -> json.replace("[0,16448]", "[0,99999999999999999999]"));
        assertProblem(weights, " describes wte.weight with 99999999999999999999, expected an integer of 0 or more");
        rewriteHeader(weights, good, json -> json.replace("[257,16]", "[4294967296,4294967296]"));
        assertTrue(problem(folder).contains("expected one that fits the file"), problem(folder));
        rewriteHeader(weights, good, json -> json.replace("[257,16]", "[16,257]"));
        assertProblem(weights, " has wte.weight of shape [16, 257], config.json asks for [257, 16]");
    }

    @Test
    void shouldNotFollowAnIndexOutOfItsFolder() throws IOException {
        Files.delete(folder.resolve("model.safetensors"));
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, "{\"weight_map\":{\"wte.weight\":\"../other/model.safetensors\"}}");
        assertProblem(
                index, " names the file \"../other/model.safetensors\", expected NAME.safetensors in the same folder");
        Files.writeString(index, "{\"weight_map\":{\"wte.weight\":\"model.safetensors.index.json\"}}");
        assertProblem(
                index,
                " names the file \"model.safetensors.index.json\", expected NAME.safetensors in the same folder");
        Files.writeString(index, "{}");
        assertProblem(index, " names no files, expected a weight_map");
    }

    @Test
    void shouldAnswerAnyDamageInOneLineOrNotMindIt() throws IOException {
        // Given
        var random = new Random(6);
        List<String> files = List.of("config.json", "model.safetensors", "vocab.json", "merges.txt");
        for (int round = 0; round < 400; round++) {
            Path file = folder.resolve(files.get(round % 4));
            byte[] good = Files.readAllBytes(file);
            byte[] bad = random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int flips = random.nextInt(4); flips >= 0 && bad.length > 0; flips--) {
                // The header is where damage matters.
                bad[random.nextInt(Math.min(bad.length, 3000))] = (byte) random.nextInt(256);
            }
            Files.write(file, bad);

            // When
            try {
                Gpt2.open(folder).close();
            } catch (ModelFormatException e) {
                // Then
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                assertTrue(e.getMessage().length() < 1000, e.getMessage());
            }
            Files.write(file, good);
        }
    }

    private void assertProblem(Path named, String message) {
        assertEquals(named + message, problem(message.contains(" is no folder") ? named : folder));
    }

    private static String problem(Path folder) {
        String message = assertThrows(ModelFormatException.class, () -> Gpt2.open(folder))
                .getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    private static void rewriteHeaderLength(Path file, byte[] good, long length) throws IOException {
        byte[] bad = good.clone();
        ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        Files.write(file, bad);
    }

    private static void rewriteHeader(Path file, byte[] good, UnaryOperator<String> change) throws IOException {
        int length = (int) ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong();
        byte[] header = change.apply(new String(good, 8, length, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        out.writeBytes(header);
        out.write(good, 8 + length, good.length - 8 - length);
        Files.write(file, out.toByteArray());
    }

    /** Deals the tensors of a file to two shards and writes their index. */
    private static void split(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int length = (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
        var headers = List.of(JSON.createObjectNode(), JSON.createObjectNode());
        var data = List.of(new ByteArrayOutputStream(), new ByteArrayOutputStream());
        ObjectNode index = JSON.createObjectNode();
        var tensors = new ArrayList<>(JSON.readTree(whole, 8, length).properties());
        for (int i = 0; i < tensors.size(); i++) {
            ObjectNode tensor = (ObjectNode) tensors.get(i).getValue();
            int begin = tensor.get("data_offsets").get(0).intValue();
            int end = tensor.get("data_offsets").get(1).intValue();
            int shard = i % 2;
            tensor.putArray("data_offsets")
                    .add(data.get(shard).size())
                    .add(data.get(shard).size() + end - begin);
            data.get(shard).write(whole, 8 + length + begin, end - begin);
            headers.get(shard).set(tensors.get(i).getKey(), tensor);
            index.withObject("weight_map").put(tensors.get(i).getKey(), "part-" + shard + ".safetensors");
        }
        Files.writeString(file.resolveSibling("model.safetensors.index.json"), index.toString());
        for (int shard = 0; shard < 2; shard++) {
            byte[] header = headers.get(shard).toString().getBytes(StandardCharsets.UTF_8);
            var out = new ByteArrayOutputStream();
            out.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.writeBytes(header);
            out.writeBytes(data.get(shard).toByteArray());
            Files.write(file.resolveSibling("part-" + shard + ".safetensors"), out.toByteArray());
        }
        Files.delete(file);
    }

    private String digest(String... files) throws IOException, NoSuchAlgorithmException {
        var lines = new StringBuilder();
        for (String file : files) {
            lines.append(sha256(Files.readAllBytes(folder.resolve(file))))
                    .append("  ")
                    .append(file)
                    .append('\n');
        }
        return "sha256:" + sha256(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
