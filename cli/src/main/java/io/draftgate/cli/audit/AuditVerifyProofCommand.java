package io.draftgate.cli.audit;

import io.draftgate.audit.ChainHead;
import io.draftgate.audit.ChainLink;
import io.draftgate.audit.ChainVerifier;
import io.draftgate.audit.Digest;
import io.draftgate.audit.checkpoint.GrowthProof;
import io.draftgate.audit.checkpoint.SignedCheckpoint;
import io.draftgate.audit.checkpoint.TlogProof;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.command.InputFile;
import io.draftgate.cli.console.Console;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.AuditEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate audit verify-proof}. */
@Command(
        name = "verify-proof",
        description = "Check a proof that 'draftgate audit prove' printed. Needs no Kafka and no log.",
        footer = {
            "",
            "Exit code 3 if it proves nothing.",
            "",
            "Examples:",
            "  draftgate audit verify-proof record.tlog-proof --key example.org/drafts+1c32b2a1+A...",
            "  draftgate audit verify-proof growth.txt --checkpoint monday.txt --key example.org/drafts+1c32b2a1+A..."
        })
final class AuditVerifyProofCommand extends DraftgateCommand {
    private static final EventSerde<AuditEvent> EVENTS = EventSerde.of(AuditEvent.class);

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The proof.")
    private Path file = Path.of("");

    @Option(
            names = "--entry",
            paramLabel = "HEX",
            description = "Digest of the record, where the proof does not hold the record itself.")
    private @Nullable String entry;

    @Mixin
    private final EvidenceOptions evidenceOptions = new EvidenceOptions();

    AuditVerifyProofCommand(Console console) {
        this.console = console;
    }

    private record Document(boolean proved, String claim) {}

    private record Finding(boolean proved, String claim) {}

    @Override
    protected ExitCode run() throws IOException {
        Evidence evidence = evidenceOptions.evidence();
        Finding finding;
        try (InputStream in = InputFile.open(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            finding = TlogProof.isOne(text)
                    ? inclusion(TlogProof.parse(text), evidence)
                    : growth(GrowthProof.parse(text), evidence);
        } catch (IllegalArgumentException | SerializationException e) {
            throw CommandException.couldNotRun(
                    "bad-proof", file + ": " + e.getMessage(), "Make one with 'draftgate audit prove'");
        }
        if (json()) {
            console.json(new Document(finding.proved(), finding.claim()));
        } else {
            console.line((finding.proved() ? "Proved: " : "NOT proved: ") + finding.claim() + ".");
        }
        return finding.proved() ? ExitCode.DONE : ExitCode.FOUND_WRONG;
    }

    private Finding inclusion(TlogProof proof, Evidence evidence) {
        String where = "is number " + proof.index() + " of the "
                + proof.checkpoint().checkpoint().size() + " in "
                + proof.checkpoint().checkpoint().origin();
        if (proof.extra().isEmpty()) {
            String digest = entry == null ? missingEntry() : entry;
            boolean proved = proof.proves(HexFormat.of().parseHex(digest)) && isTrusted(proof.checkpoint(), evidence);
            return new Finding(proved, "the record of digest " + digest + " " + where);
        }
        byte[] extra = new byte[proof.extra().get().remaining()];
        proof.extra().get().duplicate().get(extra);
        ChainLink link = ChainPartition.link(extra);
        boolean proved = isWhole(link) && proof.proves(link.entry()) && isTrusted(proof.checkpoint(), evidence);
        AuditEvent event = EVENTS.decode(ByteBuffer.wrap(link.content()));
        return new Finding(
                proved,
                "the record " + event.getStep() + " of " + event.getTenant() + "/" + event.getSubject() + " at "
                        + event.getOccurredAt() + " " + where);
    }

    private static boolean isWhole(ChainLink link) {
        ChainVerifier verifier = new ChainVerifier(new ChainHead(link.index(), link.previous()), problem -> {});
        verifier.read("proof", link);
        return verifier.finish().isIntact();
    }

    private static String missingEntry() {
        throw CommandException.usage(
                "the proof does not hold the record", "Name its digest, " + Digest.LENGTH + " bytes: --entry HEX");
    }

    private static Finding growth(GrowthProof proof, Evidence evidence) {
        SignedCheckpoint old = evidence.kept().stream()
                .filter(kept -> kept.checkpoint()
                        .origin()
                        .equals(proof.checkpoint().checkpoint().origin()))
                .findFirst()
                .orElseThrow(() -> CommandException.usage(
                        "the older checkpoint of "
                                + proof.checkpoint().checkpoint().origin() + " is not given",
                        "Name it, e.g. --checkpoint monday.txt"));
        boolean proved =
                proof.proves(old.checkpoint()) && isTrusted(old, evidence) && isTrusted(proof.checkpoint(), evidence);
        return new Finding(
                proved,
                proof.checkpoint().checkpoint().origin() + " only grew from " + proof.oldSize() + " to "
                        + proof.checkpoint().checkpoint().size() + " records");
    }

    private static boolean isTrusted(SignedCheckpoint checkpoint, Evidence evidence) {
        return evidence.keys().isEmpty() || evidence.keys().stream().anyMatch(checkpoint::isSignedBy);
    }
}
