package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.Allowed;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.erasure.KeystoreOption;
import io.draftgate.cli.metrics.MetricsOptions;
import io.draftgate.cli.release.ReleaseOptions;
import io.draftgate.cli.tracing.TraceExport;
import io.draftgate.cli.tracing.TracingOptions;
import io.draftgate.detection.Detector;
import io.draftgate.detector.DetectorService;
import io.draftgate.detector.DetectorSettings;
import io.draftgate.detector.SecondReview;
import io.draftgate.streams.sealing.Sealing;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate run detector}. */
@Command(
        name = "detector",
        description = "Screen drafts and documents, route them, and keep the audit chain.",
        footer = {
            "",
            "Examples:",
            "  draftgate run detector --bootstrap localhost:9092 --state-dir state/detector",
            "  draftgate run detector --bootstrap kafka:9092 --state-dir state --policy policy.yaml",
            "  draftgate run detector --bootstrap kafka:9092 --state-dir state --second-review 0.1",
            "  draftgate run detector --bootstrap kafka:9092 --state-dir state --checkpoint-key checkpoint.key",
            "  draftgate run detector --bootstrap kafka:9092 --state-dir state --release-policy release.yaml --release-key release.key.pub --keystore keys"
        })
final class RunDetectorCommand extends DraftgateCommand {
    private final Console console;

    @Mixin
    private final ServiceOptions serviceOptions = new ServiceOptions();

    @Mixin
    private final PolicyOption policyOption = new PolicyOption();

    @Mixin
    private final MetricsOptions metricsOptions = new MetricsOptions();

    @Mixin
    private final TracingOptions tracingOptions = new TracingOptions();

    @Mixin
    private final CheckpointOptions checkpointOptions = new CheckpointOptions();

    @Mixin
    private final ReleaseOptions releaseOptions = new ReleaseOptions();

    @Mixin
    private final KeystoreOption keystoreOption = new KeystoreOption();

    @Mixin
    private final ReadyFile readyFile = new ReadyFile();

    @Option(names = "--detector", paramLabel = "FILE", description = "A trained detector (default: the bundled one).")
    private @Nullable Path detectorFile;

    RunDetectorCommand(Console console) {
        this.console = console;
    }

    @Option(
            names = "--second-review",
            paramLabel = "SHARE",
            description = "Share of the drafts in review that two people read, neither knowing what the other says "
                    + "(default: ${DEFAULT-VALUE}).")
    @Allowed(min = 0, max = 1)
    private double secondReviewShare;

    @Option(
            names = "--second-review-seed",
            paramLabel = "N",
            description = "Of the draw; the same for all detectors of a pipeline (default: ${DEFAULT-VALUE}).")
    private long secondReviewSeed;

    @Override
    @SuppressWarnings("try") // metrics are asked for by others
    protected ExitCode run() throws Exception {
        Sealing sealing = keystoreOption.sealing();
        DetectorSettings settings = new DetectorSettings(
                serviceOptions.client(),
                serviceOptions.topics().guardedBy(sealing.guard()),
                serviceOptions.stateDirectory(),
                serviceOptions.groupProtocol(),
                serviceOptions.streamThreads(),
                checkpointOptions.policy(),
                secondReview());
        try (Detector detector = detectorFile == null ? Detector.bundled() : Detector.open(detectorFile);
                TraceExport traces = tracingOptions.open("draftgate-detector");
                DetectorService service = new DetectorService(
                        settings,
                        detector,
                        policyOption.open(),
                        releaseOptions.control(),
                        releaseOptions.publisher(),
                        sealing,
                        traces.tracing());
                AutoCloseable metrics = metricsOptions.open(service::measure, service::health)) {
            service.start();
            console.notice("Screening. Ctrl-C stops.");
            readyFile.createWhen(service.running());
            return UntilInterrupted.serve(console, "the detector", service.failure());
        } finally {
            readyFile.remove();
        }
    }

    private SecondReview secondReview() {
        try {
            return new SecondReview(secondReviewShare, secondReviewSeed);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--second-review: " + e.getMessage(), "Try --second-review 0.1");
        }
    }
}
