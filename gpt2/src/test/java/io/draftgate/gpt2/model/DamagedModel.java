package io.draftgate.gpt2.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Overwrites one tensor of an F32 model on disk with one number. */
public final class DamagedModel {
    private DamagedModel() {}

    public static ReferenceModel withBias(Path folder, String tensor, float value) throws IOException {
        Path file = folder.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = (int) buffer.getLong(0);
        var offsets =
                new ObjectMapper().readTree(bytes, 8, headerLength).get(tensor).get("data_offsets");
        for (int at = offsets.get(0).intValue(); at < offsets.get(1).intValue(); at += Float.BYTES) {
            buffer.putFloat(8 + headerLength + at, value);
        }
        Files.write(file, bytes);
        return new ReferenceModel(folder);
    }
}
