package io.draftgate.broker;

/** The broker cannot start. The message is one line: what is wrong, where, and what to do. */
public final class BrokerStartException extends RuntimeException {

    BrokerStartException(String message) {
        super(message);
    }

    BrokerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
