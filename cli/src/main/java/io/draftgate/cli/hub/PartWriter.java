package io.draftgate.cli.hub;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
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

    private final FileChannel channel;
    private final Progress progress;
    private final CompletableFuture<Void> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    PartWriter(FileChannel channel, Progress progress) {
        this.channel = channel;
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
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
            }
            progress.written(channel.position());
        } catch (IOException e) {
            end(new DiskException(e));
            if (subscription != null) {
                subscription.cancel();
            }
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

    private void end(Throwable reason) {
        try {
            channel.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
        body.completeExceptionally(reason);
    }
}
