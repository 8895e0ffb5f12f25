package io.draftgate.gpt2.folder;

import io.draftgate.gpt2.ModelFormatException;
import io.draftgate.gpt2.safetensors.ByteSource;
import io.draftgate.gpt2.safetensors.MappedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model's folder on disk. Symbolic links are followed: the Hugging Face cache is made of them.
 *
 * @param folder as the user wrote it, for messages
 * @param real the same without links, so that a link that moves later does not mix two models
 */
record FolderFiles(Path folder, Path real) implements ModelFiles {
    private static final int MOST_NAMES = 12;

    static FolderFiles of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ModelFormatException(folder
                    + " is no folder, expected one with config.json, model.safetensors, vocab.json and merges.txt");
        }
        try {
            return new FolderFiles(folder, folder.toRealPath());
        } catch (IOException e) {
            throw new ModelFormatException(folder + " cannot be resolved: " + e, e);
        }
    }

    @Override
    public String modelName() {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? folder.toString() : name.toString();
    }

    @Override
    public String name(String file) {
        return folder.resolve(file).toString();
    }

    @Override
    public boolean has(String file) {
        return Files.exists(real.resolve(file));
    }

    @Override
    public byte[] read(String file, int mostBytes) {
        try (InputStream in = Files.newInputStream(existing(file))) {
            byte[] bytes = in.readNBytes(mostBytes);
            if (in.read() >= 0) {
                throw new ModelFormatException(name(file) + " is larger than " + mostBytes + " bytes, expected less");
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public InputStream stream(String file) {
        try {
            return Files.newInputStream(existing(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public ByteSource open(String file) {
        return new MappedFile(name(file), existing(file));
    }

    private Path existing(String file) {
        Path path = real.resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new ModelFormatException("no " + file + " in " + folder + ", found: " + found());
        }
        return path;
    }

    private String found() {
        try (Stream<Path> entries = Files.list(real)) {
            String names = entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .limit(MOST_NAMES)
                    .collect(Collectors.joining(", "));
            return names.isEmpty() ? "nothing" : names;
        } catch (IOException e) {
            return "a folder that cannot be listed";
        }
    }

    private ModelFormatException unreadable(String file, IOException e) {
        return new ModelFormatException(name(file) + " cannot be read: " + e, e);
    }
}
