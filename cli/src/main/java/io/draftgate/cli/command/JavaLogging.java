package io.draftgate.cli.command;

import java.util.logging.LogManager;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The logging of the Java platform, which Tribuo uses and which would print to the terminal by itself. */
final class JavaLogging {

    private JavaLogging() {}

    /** Takes its handlers away and sends what it has to say where everything else goes. */
    static void sendToSlf4j() {
        if (!SLF4JBridgeHandler.isInstalled()) {
            LogManager.getLogManager().reset();
            SLF4JBridgeHandler.install();
        }
    }
}
