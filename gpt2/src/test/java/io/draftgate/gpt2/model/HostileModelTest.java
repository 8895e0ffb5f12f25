package io.draftgate.gpt2.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.ModelFormatException;
import io.draftgate.gpt2.engine.Engine;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files made to break a reader: each is answered by one line or works, and takes no more memory than its size justifies. */
@Timeout(60)
class HostileModelTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a reader needs whatever is in the files: tables of the tokenizer, buffers, parsers. */
    private static final long FIXED_BYTES = 4 << 20;

    /** A JSON tree takes up to 50 bytes for one of its text; what is read is copied a few times. */
    private static final long BYTES_PER_FILE_BYTE = 120;

    private static final List<String> ABSURD = List.of(
            "0",
            "-1",
            "1",
            "2147483647",
            "-2147483648",
            "99999999999999999999",
            "1e400",
            "0.5",
            "1e-300",
            "NaN",
            "null",
            "true",
            "\"x\"",
            "\"\"",
            "[]",
            "{}",
            "[0,1,2]",
            "\"\\ud800\"",
            "[[[[[[]]]]]]");

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void writeASoundModel() throws IOException {
        folder = temporary.resolve("model");
        RandomWeights.write(folder, Gpt2Config.of(300, 16, 16, 2, 2), 1);
    }

    @Test
    void shouldAnswerAnyHeaderInOneLine() throws IOException {
        Path file = folder.resolve("model.safetensors");
        byte[] good = Files.readAllBytes(file);
        int length = (int) ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong();
        byte[] data = Arrays.copyOfRange(good, 8 + length, good.length);
        var random = new Random(1);
        for (int round = 0; round < 200; round++) {
            var header = (ObjectNode) JSON.readTree(good, 8, length);
            String changed = change(header, random);
            byte[] bytes = round % 5 == 0 ? garble(changed, random) : changed.getBytes(StandardCharsets.UTF_8);
            write(file, round % 7 == 0 ? random.nextLong() >>> random.nextInt(64) : bytes.length, bytes, data);
            shouldAnswer("header, round " + round);
        }
    }

    @Test
    void shouldAnswerAHeaderOfAMillionBracketsInOneLine() throws IOException {
        Path file = folder.resolve("model.safetensors");
        for (String part : List.of("[", "{\"a\":", "{\"a\":[", "\"", "1")) {
            byte[] bytes =
                    ("{\"wte.weight\":" + part.repeat(1_000_000 / part.length())).getBytes(StandardCharsets.UTF_8);
            write(file, bytes.length, bytes, new byte[0]);
            shouldAnswer("a million of " + part);
        }
    }

    @Test
    void shouldAnswerAnyIndexInOneLine() throws IOException {
        Path single = folder.resolve("model.safetensors");
        Files.copy(single, folder.resolve("part-0.safetensors"));
        Files.copy(single, folder.resolve("part-1.safetensors"));
        Files.delete(single);
        Files.createSymbolicLink(folder.resolve("circle.safetensors"), Path.of("circle.safetensors"));
        Files.createDirectory(folder.resolve("folder.safetensors"));
        List<String> indices = new ArrayList<>(List.of(
                "{\"weight_map\":{\"a\":\"model.safetensors.index.json\"}}",
                "{\"weight_map\":{\"a\":\"circle.safetensors\"}}",
                "{\"weight_map\":{\"a\":\"folder.safetensors\"}}",
                "{\"weight_map\":{\"a\":\"part-0.safetensors\",\"b\":\"part-1.safetensors\"}}",
                "{\"weight_map\":{\"a\":\"/etc/passwd.safetensors\"}}",
                "{\"weight_map\":{\"a\":\"..\\\\x.safetensors\"}}",
                "{\"weight_map\":{\"a\":\"\\u0000.safetensors\"}}",
                "{\"weight_map\":{\"a\":\".safetensors\"}}",
                "{\"weight_map\":{\"a\":{\"weight_map\":{}}}}"));
        ABSURD.forEach(value -> indices.add("{\"weight_map\":" + value + "}"));
        ABSURD.forEach(value -> indices.add("{\"weight_map\":{\"wte.weight\":" + value + "}}"));
        for (String index : indices) {
            Files.writeString(folder.resolve("model.safetensors.index.json"), index);
            shouldAnswer(index);
        }
    }

    @Test
    void shouldAnswerAnyConfigInOneLine() throws IOException {
        Path file = folder.resolve("config.json");
        JsonNode good = JSON.readTree(Files.readString(file));
        for (Map.Entry<String, JsonNode> property : good.properties()) {
            for (String value : ABSURD) {
                String key = "\"" + property.getKey() + "\"";
                Files.writeString(file, good.toString().replace(key + ":" + property.getValue(), key + ":" + value));
                shouldAnswer(key + " is " + value);
            }
        }
        for (int depth : List.of(10, 100_000)) {
            Files.writeString(file, "[".repeat(depth));
            shouldAnswer(depth + " brackets");
        }
    }

    @Test
    void shouldAnswerAnyVocabularyInOneLine() throws IOException {
        Path file = folder.resolve("vocab.json");
        String good = Files.readString(file);
        var random = new Random(2);
        for (int round = 0; round < 150; round++) {
            ObjectNode vocabulary = (ObjectNode) JSON.readTree(good);
            List<String> keys =
                    vocabulary.propertyStream().map(Map.Entry::getKey).toList();
            String key = keys.get(random.nextInt(keys.size()));
            String other = ABSURD.get(random.nextInt(ABSURD.size()));
            String pair = "\"" + key + "\":" + vocabulary.get(key);
            String changed = random.nextBoolean()
                    ? good.replace(pair, "\"" + key + "\":" + other)
                    : good.replace(pair, "\"" + "\\ud800".repeat(random.nextInt(3)) + "\":" + vocabulary.get(key));
            Files.write(file, round % 4 == 0 ? garble(changed, random) : changed.getBytes(StandardCharsets.UTF_8));
            shouldAnswer("vocabulary, round " + round);
        }
        Files.writeString(file, "{\"" + "x".repeat(4 << 20) + "\":0}");
        shouldAnswer("a token of 4 MiB");
        Files.writeString(file, "{\"a\":" + "9".repeat(1 << 20) + "}");
        shouldAnswer("an id of a million digits");
        Files.writeString(file, " ".repeat(9 << 20));
        shouldAnswer("9 MiB of blanks");
    }

    @Test
    void shouldAnswerAnyMergesInOneLine() throws IOException {
        Path file = folder.resolve("merges.txt");
        String good = Files.readString(file);
        String first = good.lines().skip(1).findFirst().orElseThrow();
        var random = new Random(3);
        for (int round = 0; round < 100; round++) {
            Files.write(file, garble(good, random));
            shouldAnswer("merges, round " + round);
        }
        for (String merges : List.of(
                "",
                "\n".repeat(8 << 20),
                "\n".repeat((8 << 20) + 1),
                (first + "\n").repeat(1 << 20),
                " ".repeat(1 << 20),
                "a ".repeat(1 << 20),
                "#version\n#version\n",
                "\u0000 \u0000\n",
                "a  b\n",
                "a b c\n")) {
            Files.writeString(file, merges);
            shouldAnswer("merges of " + merges.length() + " characters");
        }
    }

    private void shouldAnswer(String what) throws IOException {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long direct = directBytes();
        long heap = threads.getCurrentThreadAllocatedBytes();
        try (Gpt2 model = Gpt2.open(folder);
                Engine engine = Engine.start(model, new EngineOptions(1, 1))) {
            assertTrue(engine.slots() == 1 && model.digest().startsWith("sha256:"), what);
        } catch (ModelFormatException | InvalidFieldException e) {
            String line = String.valueOf(e.getMessage());
            assertEquals(1, line.lines().count(), what + ": " + line);
            assertTrue(line.length() < 1000, what + ": " + line.length() + " characters");
        }
        heap = threads.getCurrentThreadAllocatedBytes() - heap;
        direct = directBytes() - direct;
        long justified = FIXED_BYTES + BYTES_PER_FILE_BYTE * folderBytes();
        assertTrue(heap + direct < justified, what + " took " + heap + " + " + direct + " bytes");
    }

    private static String change(ObjectNode header, Random random) {
        List<String> names = header.propertyStream().map(Map.Entry::getKey).toList();
        var entry = (ObjectNode) header.get(names.get(random.nextInt(names.size())));
        var other = (ObjectNode) header.get(names.get(random.nextInt(names.size())));
        String field = List.of("dtype", "shape", "data_offsets").get(random.nextInt(3));
        String absurd = ABSURD.get(random.nextInt(ABSURD.size()));
        switch (random.nextInt(6)) {
            case 0 -> entry.remove(field);
            case 1 -> entry.put("dtype", List.of("F16", "F64", "I8", "BF16").get(random.nextInt(4)));
            case 2 -> entry.set("data_offsets", other.get("data_offsets"));
            case 3 ->
                entry.putArray("data_offsets").add(random.nextLong()).add(random.nextLong() >>> random.nextInt(64));
            case 4 -> entry.putArray("shape").add(random.nextLong()).add(random.nextInt(3));
            default -> {
                String text = header.toString();
                return text.replace(entry.get(field).toString(), absurd);
            }
        }
        return header.toString();
    }

    /** Some of its bytes become others, which are seldom UTF-8. */
    private static byte[] garble(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static void write(Path file, long length, byte[] header, byte[] data) throws IOException {
        Files.write(
                file,
                ByteBuffer.allocate(8 + header.length + data.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(length)
                        .put(header)
                        .put(data)
                        .array());
    }

    private long folderBytes() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
