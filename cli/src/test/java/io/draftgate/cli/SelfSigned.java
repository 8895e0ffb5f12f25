package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.draftgate.broker.BrokerTls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes certificates of localhost that nobody but themselves has signed, with the JDK's keytool. */
final class SelfSigned {
    private static final String PASSWORD = "keystore-secret";

    private SelfSigned() {}

    static BrokerTls in(Path folder, String name) throws Exception {
        Path keystore = folder.resolve(name + ".p12");
        Path certificate = folder.resolve(name + ".pem");
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-validity",
                "2",
                "-alias",
                name,
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString());
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-keystore",
                keystore.toString(),
                "-file",
                certificate.toString());
        return new BrokerTls(keystore, PASSWORD, certificate);
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass:env", "STORE_PASSWORD"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("STORE_PASSWORD", PASSWORD);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }
}
