package io.draftgate.review;

import io.draftgate.index.AuditIndex;
import io.draftgate.index.DatabaseAddress;
import io.draftgate.schemas.TopicCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** A console in a process of its own, to be killed. */
final class ConsoleProcess {
    private ConsoleProcess() {}

    /** Arguments: bootstrap servers, database, users' file, and a file that will hold the port. */
    public static void main(String[] arguments) throws Exception {
        AuditIndex index = AuditIndex.open(DatabaseAddress.of(arguments[1]));
        ReviewConsole console = new ReviewConsole(
                new ConsoleSettings("127.0.0.1", 0, false, Path.of(arguments[2]), Optional.empty()),
                index,
                TopicCatalogue.standard(),
                Map.of("bootstrap.servers", arguments[0]),
                Proofs.none(),
                Optional.empty(),
                InstantSource.system());
        console.start();
        Path port = Path.of(arguments[3]);
        Path draft = port.resolveSibling(port.getFileName() + ".new");
        Files.writeString(draft, Integer.toString(console.port()));
        Files.move(draft, port, StandardCopyOption.ATOMIC_MOVE);
    }
}
