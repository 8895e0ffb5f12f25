package io.draftgate.review;

import io.draftgate.index.AuditIndex;
import io.draftgate.review.access.Gatekeeper;
import io.draftgate.review.access.Session;
import io.draftgate.review.access.UsersFile;
import io.draftgate.schemas.TopicCatalogue;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console's web server. It keeps nothing that must not be lost: drafts are the index's, decisions are Kafka's, and who has
 * signed in signs in again. Thread-safe.
 */
public final class ReviewConsole implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReviewConsole.class);

    /** Forms are small; what is larger is not ours. */
    private static final long MAX_REQUEST_BYTES = 64 << 10;

    private static final int FORBIDDEN = 403;
    private static final int FAILED = 500;

    private final ConsoleSettings settings;
    private final Gatekeeper gatekeeper;
    private final Templates templates = new Templates();
    private final SecurityHeaders securityHeaders;
    private final SignInPage signIn;
    private final DecisionSender sender;
    private final QueuePage queue;
    private final DecisionHandler decisions;
    private final DraftPage draft;
    private final SearchPage search;
    private final DashboardPage dashboard;
    private final Javalin server;

    /**
     * A console that is not yet reached; {@link #start} opens it.
     *
     * @param client how to reach the brokers: {@code bootstrap.servers}, security
     * @param replayer replays drafts from their pages; none where no model is at hand
     */
    public ReviewConsole(
            ConsoleSettings settings,
            AuditIndex index,
            TopicCatalogue topics,
            Map<String, Object> client,
            Proofs proofs,
            Optional<Replayer> replayer,
            InstantSource clock) {
        this(settings, index, topics, client, proofs, replayer, clock, DecisionObserver.NONE);
    }

    /**
     * As {@link #ReviewConsole(ConsoleSettings, AuditIndex, TopicCatalogue, Map, Proofs, Optional, InstantSource)}.
     *
     * @param observer hears of every decision that is sent
     */
    public ReviewConsole(
            ConsoleSettings settings,
            AuditIndex index,
            TopicCatalogue topics,
            Map<String, Object> client,
            Proofs proofs,
            Optional<Replayer> replayer,
            InstantSource clock,
            DecisionObserver observer) {
        SentDecisions sent = new SentDecisions(clock);
        this.settings = settings;
        this.gatekeeper = new Gatekeeper(new UsersFile(settings.usersFile()), settings.trustedHeader(), clock);
        this.securityHeaders = SecurityHeaders.of(settings.behindHttps());
        this.signIn = new SignInPage(gatekeeper, templates, settings.behindHttps());
        this.sender = new DecisionSender(topics.decisions(), client, clock, observer);
        this.queue = new QueuePage(index, sent);
        this.decisions = new DecisionHandler(index, sender, sent, queue);
        this.draft = new DraftPage(index, proofs, new Replays(replayer));
        this.search = new SearchPage(index);
        this.dashboard = new DashboardPage(index, clock);
        this.server = Javalin.create(this::configure);
    }

    /** Opens the console. */
    public void start() {
        server.start(settings.host(), settings.port());
    }

    /** The port that it listens at. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
        sender.close();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = MAX_REQUEST_BYTES;
        RoutesConfig routes = config.routes;
        StaticFiles files = new StaticFiles();
        routes.before(securityHeaders::set);
        routes.get("/health", request -> request.result("ok"));
        routes.get("/console.css", files::style);
        routes.get("/console.js", files::script);
        routes.get("/icon.svg", files::icon);
        routes.get("/sign-in", signIn::show);
        routes.post("/sign-in", signIn::signIn);
        routes.post("/sign-out", request -> change(request, signIn::signOut));
        routes.get("/", request -> request.redirect("/queue", HttpStatus.SEE_OTHER));
        routes.get("/queue", request -> visit(request, queue::show));
        routes.post("/decision", request -> change(request, decisions::decide));
        routes.get("/draft", request -> visit(request, draft::show));
        routes.post("/replay", request -> change(request, draft::replay));
        routes.get("/search", request -> visit(request, search::show));
        routes.get("/dashboard", request -> visit(request, dashboard::show));
        routes.exception(Exception.class, this::failed);
    }

    private void visit(Context request, Consumer<Visit> page) {
        Optional<Session> session = gatekeeper.find(
                request.cookie(signIn.cookieName()),
                gatekeeper.headerName().map(request::header).orElse(null),
                request.ip());
        if (session.isEmpty()) {
            request.redirect("/sign-in", HttpStatus.SEE_OTHER);
        } else {
            page.accept(new Visit(request, session.get(), templates));
        }
    }

    /** What changes anything must come from a form of ours. */
    private void change(Context request, Consumer<Visit> handler) {
        visit(request, visit -> {
            if (Gatekeeper.isGenuine(visit.session(), request.formParam("csrf"))) {
                handler.accept(visit);
            } else {
                visit.refuse(FORBIDDEN, "The form is not from this session.", "Open the page again.");
            }
        });
    }

    private void failed(Exception failure, Context request) {
        log.warn("page failed path={} cause={}", request.path(), failure.toString());
        request.status(FAILED);
        request.html(templates.render(
                "failure",
                Map.of(
                        "title",
                        "Failed",
                        "message",
                        "The page could not be made: " + failure.getClass().getSimpleName())));
    }
}
