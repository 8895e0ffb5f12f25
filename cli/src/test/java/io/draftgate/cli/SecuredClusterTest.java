package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.broker.BrokerOptions;
import io.draftgate.broker.BrokerSecurity;
import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.detection.Detector;
import io.draftgate.detection.policy.Policy;
import io.draftgate.detector.DetectorService;
import io.draftgate.detector.DetectorSettings;
import io.draftgate.generator.GeneratorService;
import io.draftgate.generator.GeneratorSettings;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.Tasks;
import io.draftgate.schemas.TopicCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every service works with a user of its own, over TLS, and is refused everything else. */
@Timeout(120)
class SecuredClusterTest {
    private static final TopicCatalogue TOPICS = TopicCatalogue.standard();

    @TempDir
    Path folder;

    private BrokerSecurity security = new BrokerSecurity("admin", "admin-secret");
    private String bootstrap = "";

    @BeforeEach
    void makeCertificate() throws Exception {
        security = security.withTls(SelfSigned.in(folder, "broker"));
    }

    private Map<String, Object> client(String user) {
        Map<String, Object> client = new HashMap<>(security.administratorClient());
        client.put("bootstrap.servers", bootstrap);
        client.compute("sasl.jaas.config", (key, login) -> String.valueOf(login).replace("admin", user));
        return client;
    }

    private Run as(String user, String... arguments) throws Exception {
        String properties = client(user).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
        Path file = Files.writeString(folder.resolve(user + ".properties"), properties);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap", bootstrap, "--client-config", file.toString()));
        return Run.of(all.toArray(String[]::new));
    }

    private void createUsers() throws Exception {
        List<UserScramCredentialAlteration> users = new ArrayList<>();
        for (String user : List.of("generator", "detector", "submitter", "auditor")) {
            ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
            users.add(new UserScramCredentialUpsertion(user, info, user + "-secret"));
        }
        try (Admin admin = Admin.create(client("admin"))) {
            admin.alterUserScramCredentials(users).all().get();
            while (admin.describeUserScramCredentials().all().get().size() < users.size()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void shouldLetEveryServiceDoItsWorkAndNothingElse() throws Exception {
        BrokerOptions options = BrokerOptions.defaults().withSecurity(security);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), options);
                Gpt2 model = Gpt2.bundled();
                Detector detector = Detector.bundled()) {
            // Given
            bootstrap = broker.bootstrapServers();
            createUsers();
            assertEquals(0, as("admin", "topics", "create").exitCode());
            assertEquals(0, as("admin", "topics", "acls", "--apply").exitCode());
            try (GeneratorService generator = new GeneratorService(
                            GeneratorSettings.of(client("generator"), TOPICS, folder.resolve("g")),
                            model,
                            Tasks.bundled(),
                            Policy.bundled(),
                            () -> {});
                    DetectorService detection = new DetectorService(
                            DetectorSettings.of(client("detector"), TOPICS, folder.resolve("d")),
                            detector,
                            Policy.bundled())) {
                generator.start();
                detection.start();
                CompletableFuture.allOf(generator.running(), detection.running())
                        .get(60, TimeUnit.SECONDS);

                // When
                Path prompts = Files.writeString(
                        folder.resolve("p.jsonl"), "{\"id\":\"a\",\"prompt\":\"Once\",\"maxTokens\":3}\n");
                Run submit = as("submitter", "submit", prompts.toString());
                Run watch = as("admin", "watch", "--from-beginning", "--max", "1", "--jsonl");

                // Then
                assertEquals(0, submit.exitCode(), submit.err());
                assertTrue(watch.out().contains("\"id\":\"a\""), watch.out());
            }
            assertEquals(0, as("auditor", "audit", "verify").exitCode());
            Run spying = as("submitter", "audit", "verify");
            assertEquals(1, spying.exitCode(), spying.out());
            assertTrue(spying.err().toLowerCase().contains("audit.records"), spying.err());
            assertEquals(false, mayWrite("generator", TOPICS.auditRecords().name()));
            assertEquals(false, mayWrite("generator", TOPICS.published().name()));
            assertEquals(false, mayWrite("detector", TOPICS.prompts().name()));
            assertEquals(false, mayWrite("submitter", TOPICS.decisions().name()));
            assertEquals(true, mayWrite("submitter", TOPICS.prompts().name()));
        }
    }

    @Test
    void shouldBelieveOnlyItsOwnBrokerAndNeverTellASecret() throws Exception {
        // Given
        BrokerSecurity stranger = security.withTls(SelfSigned.in(folder, "stranger"));
        BrokerOptions options = BrokerOptions.defaults().withSecurity(security);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), options)) {
            bootstrap = broker.bootstrapServers();
            Path log = folder.resolve("draftgate.log");

            // When
            Run believing = as("admin", "topics", "create", "--log-file", log.toString());
            Run wrongPassword = as("nobody", "topics", "describe", "--log-file", log.toString());
            security = stranger;
            Run doubting = as("admin", "topics", "describe", "--log-file", log.toString());

            // Then
            assertEquals(0, believing.exitCode(), believing.err());
            assertEquals(1, wrongPassword.exitCode(), wrongPassword.out());
            assertEquals(1, doubting.exitCode(), doubting.out());
            assertTrue(doubting.err().contains("SSL handshake failed"), doubting.err());
            String told =
                    believing + " " + wrongPassword + " " + doubting + (Files.exists(log) ? Files.readString(log) : "");
            assertFalse(told.contains("-secret"), told);
        }
    }

    @Test
    void shouldShowNoSecretInTheListOfProcesses() throws Exception {
        BrokerOptions options = BrokerOptions.defaults().withSecurity(security);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), options)) {
            // Given
            bootstrap = broker.bootstrapServers();
            assertEquals(0, as("admin", "topics", "create").exitCode());
            Path config = Files.writeString(
                    folder.resolve("draftgate.yaml"),
                    "cluster: {bootstrap: '" + bootstrap + "', client-config: '" + folder.resolve("admin.properties")
                            + "'}\n");
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "io.draftgate.cli.Draftgate",
                    "watch",
                    "--from-beginning");
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            builder.environment().put("DRAFTGATE_CONFIG", config.toString());
            Process process = builder.redirectErrorStream(true).start();
            try {
                // When
                boolean exited = process.waitFor(3, TimeUnit.SECONDS);
                String listed = process.info().commandLine().orElse("")
                        + process.info().arguments().map(List::of);

                // Then
                assertFalse(exited, "it watches until it is ended");
                assertFalse(listed.contains("secret"), listed);
                assertTrue(listed.contains("watch"), listed);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private boolean mayWrite(String user, String topic) throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client(user), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {1}))
                    .get();
            return true;
        } catch (ExecutionException refused) {
            assertInstanceOf(TopicAuthorizationException.class, refused.getCause());
            return false;
        }
    }
}
