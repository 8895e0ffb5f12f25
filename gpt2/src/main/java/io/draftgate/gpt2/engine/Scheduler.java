package io.draftgate.gpt2.engine;

import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationProgress;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.StreamingListener;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The engine's one thread: takes requests in, drives the batch and tells outcomes. {@link #run} is the thread; the other
 * methods are thread-safe.
 */
final class Scheduler implements Runnable, Rounds.Outcomes {
    private static final System.Logger LOGGER = System.getLogger(Scheduler.class.getName());

    /** So often it is looked whether somebody waits to hear of progress. */
    private static final Duration PROGRESS_RESOLUTION = Duration.ofMillis(50);

    private final Rounds batch;
    private final ConcurrentMap<String, Job> held = new ConcurrentHashMap<>();
    private final BlockingQueue<Job> inbox = new LinkedBlockingQueue<>();
    private volatile boolean isStopped;
    private volatile int activeSlots;
    private volatile boolean isIdle = true;
    private volatile long roundBeganNanos;
    private long progressToldNanos = System.nanoTime();

    Scheduler(Rounds.Opening backend) {
        batch = backend.open(this);
    }

    void submit(GenerationRequest request, GenerationListener listener) {
        if (isStopped) {
            throw new IllegalStateException("the engine is closed");
        }
        var job = new Job(request, listener, System.nanoTime());
        // A second request of the same id is not held; it is told so by the thread, as every outcome is.
        held.putIfAbsent(request.id(), job);
        inbox.add(job);
    }

    boolean cancel(String id) {
        Job job = held.remove(id);
        if (job != null) {
            job.cancel();
        }
        return job != null;
    }

    int activeSlots() {
        return activeSlots;
    }

    int waitingRequests() {
        return (int) held.values().stream().filter(job -> !job.isStarted()).count();
    }

    Duration sinceLastStep() {
        return isIdle ? Duration.ZERO : Duration.ofNanos(Math.max(0, System.nanoTime() - roundBeganNanos));
    }

    /** Ends {@link #run} after the current round; the caller interrupts the thread in case it waits. */
    void stop() {
        isStopped = true;
    }

    @Override
    public void run() {
        try (batch) {
            while (!isStopped) {
                takeIn();
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeIn() throws InterruptedException {
        if (batch.isIdle()) {
            isIdle = true;
            add(inbox.take());
        }
        for (Job job = inbox.poll(); job != null; job = inbox.poll()) {
            add(job);
        }
        roundBeganNanos = System.nanoTime();
        isIdle = false;
    }

    private void add(Job job) {
        String id = job.request().id();
        if (held.get(id) == job) {
            batch.add(job);
        } else if (!job.isCancelled()) {
            tell(() -> job.listener().failed(id, "the engine already holds a request of the id " + id));
        }
    }

    private void round() {
        try {
            batch.round();
        } catch (RuntimeException | Error e) {
            LOGGER.log(System.Logger.Level.ERROR, "the engine failed in a round; its requests fail, it goes on", e);
            batch.failAll("the engine failed: " + e);
        }
        activeSlots = batch.activeSlots();
        tellProgress();
    }

    private void tellProgress() {
        long now = System.nanoTime();
        if (now - progressToldNanos < PROGRESS_RESOLUTION.toNanos()) {
            return;
        }
        progressToldNanos = now;
        for (Job job : held.values()) {
            if (job.isProgressDue(now)) {
                GenerationProgress progress = job.progress();
                if (progress.tokens() > 0) {
                    tell(() -> job.listener().progressed(progress));
                }
            }
        }
    }

    @Override
    public void written(Job job, int completion, String text) {
        String id = job.request().id();
        if (held.get(id) == job && job.listener() instanceof StreamingListener listener) {
            tell(() -> listener.written(id, completion, text));
        }
    }

    @Override
    public void completed(Job job, Generation generation) {
        if (held.remove(job.request().id(), job)) {
            tell(() -> job.listener().completed(generation));
        }
    }

    @Override
    public void failed(Job job, String reason) {
        if (held.remove(job.request().id(), job)) {
            tell(() -> job.listener().failed(job.request().id(), reason));
        }
    }

    private static void tell(Runnable outcome) {
        try {
            outcome.run();
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.ERROR, "a generation listener threw, which it must not", e);
        }
    }
}
