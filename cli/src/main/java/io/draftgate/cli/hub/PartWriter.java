package io.draftgate.cli.hub;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes a body to a file, as fast as the disk takes it. Used by one exchange. */
final class PartWriter implements BodySubscriber<Void> {

    /** Told after every piece that is on disk. */
    interface Progress {
        void written(long bytesOfFile);
    }

    /** The disk does not take it: no other try will change that. */
    static final class DiskException extends IOException {
        DiskException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** More came than was announced. */
    static final class ExcessException extends IOException {
        ExcessException(long announced) {
            super("more than the " + announced + " bytes that were announced");
        }
    }

    private final FileChannel channel;
    private final OptionalLong announced;
    private final Progress progress;
    private final CompletableFuture<Void> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    /** @param announced length of the whole file; what would go beyond it is not written, and ends the transfer */
    PartWriter(FileChannel channel, OptionalLong announced, Progress progress) {
        this.channel = channel;
        this.announced = announced;
        this.progress = progress;
    }

    @Override
    public CompletionStage<Void> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        try {
            for (ByteBuffer piece : pieces) {
                if (announced.isPresent() && channel.position() + piece.remaining() > announced.getAsLong()) {
                    stop(new ExcessException(announced.getAsLong()));
                    return;
                }
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
            }
            progress.written(channel.position());
        } catch (IOException e) {
            stop(new DiskException(e));
            return;
        }
        if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        end(thrown);
    }

    @Override
    public void onComplete() {
        try {
            channel.force(true);
            channel.close();
            body.complete(null);
        } catch (IOException e) {
            end(new DiskException(e));
        }
    }

    private void stop(IOException reason) {
        end(reason);
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private void end(Throwable reason) {
        try {
            channel.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
        body.completeExceptionally(reason);
    }
}
