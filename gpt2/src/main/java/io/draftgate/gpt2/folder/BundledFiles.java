package io.draftgate.gpt2.folder;

import io.draftgate.gpt2.ModelFormatException;
import io.draftgate.gpt2.safetensors.ByteSource;
import io.draftgate.gpt2.safetensors.InMemoryFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** A model inside this module's jar. */
record BundledFiles(String modelName) implements ModelFiles {
    private static final String FOLDER = "/io/draftgate/gpt2/";

    @Override
    public String name(String file) {
        return modelName + "/" + file;
    }

    @Override
    public boolean has(String file) {
        return BundledFiles.class.getResource(FOLDER + name(file)) != null;
    }

    @Override
    public byte[] read(String file, int mostBytes) {
        try (InputStream in = stream(file)) {
            return in.readNBytes(mostBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream stream(String file) {
        InputStream in = BundledFiles.class.getResourceAsStream(FOLDER + name(file));
        if (in == null) {
            throw new ModelFormatException("no " + name(file) + " in the gpt2 jar, expected the bundled model");
        }
        return in;
    }

    @Override
    public ByteSource open(String file) {
        return new InMemoryFile(name(file), ByteBuffer.wrap(read(file, Integer.MAX_VALUE)));
    }
}
