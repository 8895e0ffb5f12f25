package io.draftgate.cli.provenance;

import io.draftgate.audit.ChainLink;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.release.DraftItem;
import io.draftgate.cli.release.OpenedLog;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A folder of sidecar manifests, each named after the id of its draft. Confined to one thread. */
public final class ManifestFolder {
    private static final String SUFFIX = ".manifest.json";

    private final Path folder;
    private final Console console;

    /** @param folder made where it is missing; a manifest that stands there already is written anew */
    public ManifestFolder(Path folder, Console console) {
        this.folder = folder;
        this.console = console;
    }

    /**
     * Writes a manifest of every draft from the log, which has to tell of all of them by now.
     *
     * @param contentIds what the drafts are called in their marks
     * @throws CommandException if the log does not tell of one
     */
    public void write(OpenedLog log, Set<String> contentIds) throws IOException {
        Files.createDirectories(folder);
        Set<String> missing = new HashSet<>(contentIds);
        log.read((String chainName, ChainLink link, AuditEvent event) -> DraftItem.routed(event)
                .ifPresent(screened -> published(screened)
                        .filter(contentIds::contains)
                        .ifPresent(contentId -> {
                            write(contentId, Manifest.of(screened, position(chainName, link)));
                            missing.remove(contentId);
                        })));
        if (!missing.isEmpty()) {
            throw CommandException.couldNotRun(
                    "no-manifest",
                    "the audit log does not tell of " + missing.size() + " of " + contentIds.size()
                            + " published drafts, e.g. " + missing.iterator().next(),
                    "Check that a detector runs there, and give --keystore if texts are sealed; the same command goes on");
        }
    }

    private static Manifest.LogPosition position(String chainName, ChainLink link) {
        return new Manifest.LogPosition(chainName, link.index(), link.digest().toString());
    }

    private static Optional<String> published(DraftScreened screened) {
        return screened.getRoute() != Route.PUBLISH || screened.getProvenance() == null
                ? Optional.empty()
                : Optional.of(screened.getProvenance().getContentId());
    }

    private void write(String contentId, Manifest manifest) {
        Path file = folder.resolve(contentId.substring(contentId.lastIndexOf(':') + 1) + SUFFIX);
        try {
            Files.writeString(file, console.jsonText(manifest));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
