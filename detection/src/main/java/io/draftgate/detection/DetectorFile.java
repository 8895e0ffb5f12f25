package io.draftgate.detection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.draftgate.detection.model.Calibration;
import io.draftgate.detection.model.HumanNorm;
import io.draftgate.detection.model.Regime;
import io.draftgate.detection.model.RegimeEnsemble;
import io.draftgate.detection.model.RegimeModel;
import io.draftgate.detection.model.Standardiser;
import io.draftgate.detection.ngram.NgramTables;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A detector as bytes: one line that names format, version and digest, then a zip of {@code detector.json} (card,
 * standardiser, calibration), one Tribuo protobuf a regime, and the n-gram tables. Equal detectors have equal bytes.
 */
final class DetectorFile {

    /** Raised whenever a feature, a table or the meaning of a number changes. */
    static final int VERSION = 3;

    private static final String MAGIC = "DRAFTGATE-DETECTOR ";
    private static final int MAX_HEADER = 200;

    /** A detector is read into memory whole; a file beyond this is none. */
    private static final int MAX_ENTRY_BYTES = 256 << 20;

    private static final String JSON = "detector.json";
    private static final String TABLES = "ngrams.bin";
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private DetectorFile() {}

    /** A definition with the digest of its bytes. */
    record Content(DetectorDefinition definition, String digest) {}

    static byte[] write(DetectorDefinition definition) {
        try {
            byte[] zip = zip(definition);
            String header = MAGIC + VERSION + " " + digest(zip) + "\n";
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(header.getBytes(StandardCharsets.US_ASCII));
            out.write(zip);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    static Content read(String name, byte[] bytes) {
        int end = 0;
        while (end < Math.min(bytes.length, MAX_HEADER) && bytes[end] != '\n') {
            end++;
        }
        String header = new String(bytes, 0, end, StandardCharsets.US_ASCII);
        String[] fields = header.split(" ", -1);
        if (!header.startsWith(MAGIC) || fields.length != 3) {
            throw new DetectorFormatException(name + ": not a detector file, expected it to begin with '"
                    + MAGIC.strip() + "'; 'draftgate detector train' writes one");
        }
        if (!fields[1].equals(Integer.toString(VERSION))) {
            throw new DetectorFormatException(name + ": format version " + fields[1] + ", this release reads version "
                    + VERSION + "; train it again with 'draftgate detector train'");
        }
        byte[] zip = Arrays.copyOfRange(bytes, Math.min(bytes.length, end + 1), bytes.length);
        String digest = digest(zip);
        if (!digest.equals(fields[2])) {
            throw new DetectorFormatException(name + ": truncated or damaged, its content has digest " + digest
                    + ", its first line says " + fields[2]);
        }
        try {
            return new Content(definition(unzip(zip)), digest);
        } catch (IOException | RuntimeException e) {
            throw new DetectorFormatException(name + ": cannot be read as a detector: " + e.getMessage(), e);
        }
    }

    private static byte[] zip(DetectorDefinition definition) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.set("card", MAPPER.valueToTree(definition.card()));
        json.set("standardiser", MAPPER.valueToTree(definition.ensemble().standardiser()));
        json.set("calibration", MAPPER.valueToTree(definition.calibration()));
        json.set("norms", MAPPER.valueToTree(definition.norms()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (RegimeModel model : definition.ensemble().models()) {
                json.putArray(regimeKey(model.regime())).add(model.humanMean()).add(model.humanDeviation());
                put(zip, regimeKey(model.regime()) + ".tribuo", model.bytes());
            }
            put(zip, JSON, MAPPER.writeValueAsBytes(json));
            ByteArrayOutputStream tables = new ByteArrayOutputStream();
            definition.tables().write(new DataOutputStream(tables));
            put(zip, TABLES, tables.toByteArray());
        }
        return out.toByteArray();
    }

    private static DetectorDefinition definition(Map<String, byte[]> entries) throws IOException {
        JsonNode json = MAPPER.readTree(entry(entries, JSON));
        Standardiser standardiser = value(json, "standardiser", Standardiser.class);
        List<RegimeModel> models = new ArrayList<>();
        for (Regime regime : Regime.values()) {
            JsonNode human = json.get(regimeKey(regime));
            if (human != null) {
                byte[] protobuf = entry(entries, regimeKey(regime) + ".tribuo");
                models.add(RegimeModel.read(
                        regime,
                        protobuf,
                        standardiser.names(),
                        human.path(0).asDouble(),
                        human.path(1).asDouble()));
            }
        }
        NgramTables tables = NgramTables.read(new DataInputStream(new ByteArrayInputStream(entry(entries, TABLES))));
        return new DetectorDefinition(
                value(json, "card", DetectorCard.class),
                tables,
                new RegimeEnsemble(standardiser, models),
                value(json, "calibration", Calibration.class),
                List.of(value(json, "norms", HumanNorm[].class)));
    }

    private static <T> T value(JsonNode json, String key, Class<T> type) throws JsonProcessingException {
        return MAPPER.treeToValue(json.path(key), type);
    }

    private static byte[] entry(Map<String, byte[]> entries, String name) throws IOException {
        byte[] bytes = entries.get(name);
        if (bytes == null) {
            throw new IOException("no entry " + name);
        }
        return bytes;
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes(MAX_ENTRY_BYTES);
                entries.put(entry.getName(), content);
            }
        }
        return entries;
    }

    private static String regimeKey(Regime regime) {
        return regime.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
