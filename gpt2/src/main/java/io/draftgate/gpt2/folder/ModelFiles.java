package io.draftgate.gpt2.folder;

import io.draftgate.gpt2.ModelFormatException;
import io.draftgate.gpt2.safetensors.ByteSource;
import java.io.InputStream;
import java.nio.file.Path;

/** Where a model's files come from: a folder or this module's own resources. Implementations are immutable. */
public sealed interface ModelFiles permits FolderFiles, BundledFiles {

    /**
     * A folder on disk.
     *
     * @throws ModelFormatException if it is none
     */
    static ModelFiles in(Path folder) {
        return FolderFiles.of(folder);
    }

    /** A model in this module's jar. */
    static ModelFiles bundled(String name) {
        return new BundledFiles(name);
    }

    /** What people call the model. */
    String modelName();

    /** How messages name a file of the model. */
    String name(String file);

    boolean has(String file);

    /** The whole file; a {@link ModelFormatException} if it is absent, unreadable or larger. */
    byte[] read(String file, int mostBytes);

    /** The file from its beginning; a {@link ModelFormatException} if it is absent or unreadable. */
    InputStream stream(String file);

    /** The file for reading in pieces; a {@link ModelFormatException} if it is absent or unreadable. */
    ByteSource open(String file);
}
