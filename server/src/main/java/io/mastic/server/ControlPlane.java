package io.mastic.server;

import io.mastic.protocol.Caller;
import io.mastic.protocol.Dispatcher;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.SignatureV4;
import io.mastic.protocol.UnsupportedOperations;
import io.mastic.server.bookmarks.BookmarkOperations;
import io.mastic.server.bookmarks.BookmarkRoutes;
import io.mastic.server.bookmarks.JobBookmarks;
import io.mastic.server.catalog.VisibleTables;
import io.mastic.server.commits.CommitRoutes;
import io.mastic.server.commits.RunUploads;
import io.mastic.server.commits.WriteCommits;
import io.mastic.server.http.AccessLog;
import io.mastic.server.http.FrontServlet;
import io.mastic.server.http.Health;
import io.mastic.server.http.HttpServer;
import io.mastic.server.http.RunChannel;
import io.mastic.server.http.RunTokens.RunClaim;
import io.mastic.server.identity.Bootstrap;
import io.mastic.server.identity.ContainerCredentials;
import io.mastic.server.identity.RoleSessions;
import io.mastic.server.identity.RoleSessions.RunRole;
import io.mastic.server.identity.Secrets;
import io.mastic.server.jobs.DriverRoutes;
import io.mastic.server.jobs.DriverSizes;
import io.mastic.server.jobs.JobOperations;
import io.mastic.server.jobs.JobRunOperations;
import io.mastic.server.jobs.JobRunStore;
import io.mastic.server.jobs.JobRuns;
import io.mastic.server.jobs.Jobs;
import io.mastic.server.jobs.RunEnds;
import io.mastic.server.jobs.RunEvents;
import io.mastic.server.jobs.RunPlaces;
import io.mastic.server.jobs.RunQueue;
import io.mastic.server.jobs.RunStreams;
import io.mastic.server.jobs.RunSupervisor;
import io.mastic.server.launch.DriverUsers;
import io.mastic.server.launch.LaunchPlace;
import io.mastic.server.launch.LocalLauncher;
import io.mastic.server.logs.InsightRoutes;
import io.mastic.server.logs.LogGroups;
import io.mastic.server.logs.LogOperations;
import io.mastic.server.metrics.MetricOperations;
import io.mastic.server.metrics.MetricRoutes;
import io.mastic.server.metrics.RunMetrics;
import io.mastic.server.objects.ObjectsServlet;
import io.mastic.server.objects.RoleObjects;
import io.mastic.server.quality.DataQualityOperations;
import io.mastic.server.quality.DataQualityResults;
import io.mastic.server.quality.DataQualityRoutes;
import io.mastic.server.store.Database;
import io.mastic.server.store.StoreErrors;
import io.mastic.server.tags.TagOperations;
import io.mastic.server.tags.Tags;
import io.mastic.server.ui.SparkUiServlet;
import io.mastic.server.ui.SparkUis;
import io.mastic.server.visual.AssetsBucket;
import io.mastic.server.visual.CustomTransforms;
import io.mastic.server.visual.SchemaInference;
import io.mastic.server.visual.StudioOperations;
import io.mastic.server.visual.TransformJobs;
import io.mastic.server.visual.VisualJobs;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The whole server: what it is made of, its start and its end. */
public final class ControlPlane implements AutoCloseable {
    private static final int ENDS_AT_ONCE = 4;

    private final ServerConfig config;
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final PrometheusRegistry metrics = new PrometheusRegistry();
    private final CountDownLatch closed = new CountDownLatch(1);

    private final LaunchPlace place;
    private final Database database;

    private final Identity identity;
    private final ObjectsServlet objects;
    private final Tags tags;
    private final Catalog catalog;

    private final LocalLauncher launcher;
    private final RunUploads uploads;
    private final WriteCommits commits;
    private final JobRunStore runStore;
    private final Jobs jobs;
    private final JobBookmarks bookmarks;
    private final DataQualityResults qualityResults;
    private final JobRuns runs;
    private final LogGroups logGroups;
    private final RunMetrics runMetrics;
    private final SparkUis uis;
    private final RunEnds runEnds;
    private final RunSupervisor supervisor;

    private final Orchestration orchestration;

    private final Dispatcher dispatcher;
    private final HttpServer http;

    private ControlPlane(ServerConfig config) throws IOException {
        this.config = config;
        var secrets = Secrets.of(config.data(), Optional.ofNullable(System.getenv(Secrets.VARIABLE)), random);
        this.place = LaunchPlace.of(config.drivers().launch(), config.home(), config.data());
        this.database = DataFolder.database(config.data(), config.database());

        this.identity = new Identity(database.jdbi(), secrets, clock, random);
        var accessKeys = identity.accessKeys;
        var roleSessions = identity.roleSessions;

        var driverUsers =
                new DriverUsers(database.jdbi(), config.drivers().launch().firstUid());
        this.launcher = new LocalLauncher(config.home(), place, driverUsers::of);
        this.objects = new ObjectsServlet(
                DataFolder.objects(config.data()), accessKeys, identity.authoriser, this::noteUpload, clock);
        this.uploads = new RunUploads(run -> launcher.folder(run).uploads(), objects::abortUpload);
        this.commits =
                new WriteCommits(this::objectsOfRun, run -> launcher.folder(run).commits(), objects::abortUpload);

        this.tags = new Tags(database.jdbi());
        this.catalog = new Catalog(database.jdbi(), config.catalog(), secrets, tags, clock);

        this.runStore = database.jdbi().onDemand(JobRunStore.class);
        this.jobs = new Jobs(
                database.jdbi(),
                (call, role) -> roleSessions.requirePassable(call, role, "glue.amazonaws.com"),
                catalog.securityConfigurations::require,
                new VisualJobs(objects::actingAs));
        this.bookmarks = new JobBookmarks(database.jdbi());
        this.qualityResults = new DataQualityResults(database.jdbi());
        var sizes = new DriverSizes(config.drivers());
        var places = new RunPlaces(config.drivers().concurrentRuns());
        this.runs =
                new JobRuns(database.jdbi(), jobs, places, RoleSessions::requireSessionPolicy, sizes, clock, random);
        this.logGroups = new LogGroups(new RunStreams(database.jdbi()), launcher, clock);
        this.runMetrics = new RunMetrics(database.jdbi(), clock);
        this.uis = new SparkUis(launcher, random, clock);
        this.runEnds = new RunEnds(
                runStore,
                runs,
                launcher,
                List.of(commits::finish, uploads::abortPending, claim -> roleSessions.forgetRun(claim.runId())),
                Executors.newFixedThreadPool(ENDS_AT_ONCE, task -> new Thread(task, "run-ends")),
                clock);
        this.supervisor = new RunSupervisor(
                runStore,
                runs,
                new RunQueue(database.jdbi(), places, sizes, clock),
                runEnds,
                new RunEvents(config.data().resolve("events.jsonl"), runStore, clock),
                launcher,
                launch -> DriverEnvironment.of(launch, endpoint()),
                logGroups::note,
                clock);

        this.orchestration = new Orchestration(database, jobs, runs, config.triggers(), tags, clock, random);

        this.dispatcher = new Dispatcher(
                new SignatureV4(accessKeys, clock),
                identity.authoriser,
                operationTables(),
                unsupportedOperations(),
                clock,
                () -> UUID.randomUUID().toString(),
                StoreErrors::of);
        this.http = new HttpServer(config.bind(), config.port(), front());
    }

    private void noteUpload(Caller caller, String bucket, String key, String uploadId) {
        identity.accessKeys.runOf(caller.accessKeyId()).ifPresent(run -> uploads.note(run, bucket, key, uploadId));
    }

    private static RunRole role(RunClaim claim) {
        return new RunRole(claim.accountId(), claim.runId(), claim.roleArn(), claim.sessionPolicy());
    }

    private Caller callerOf(RunClaim claim) {
        var key = identity.roleSessions.ofRun(role(claim));
        return identity.accessKeys.find(key.id()).orElseThrow().caller();
    }

    private RoleObjects objectsOfRun(RunClaim claim) {
        return objects.actingAs(callerOf(claim));
    }

    /**
     * Starts a server; returns once it answers.
     *
     * @throws StartException if its owner must do something first
     */
    public static ControlPlane start(ServerConfig config) {
        try {
            DataFolder.prepare(config.data());
            var plane = new ControlPlane(config);
            try {
                plane.open();
                return plane;
            } catch (RuntimeException | IOException e) {
                plane.database.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void open() throws IOException {
        var account = config.accountId();
        var bootstrap = new Bootstrap(identity.store, identity.accessKeys, identity.roles, clock);
        var held = Credentials.find(config.data()).map(Credentials::accessKeyId);
        bootstrap.requireOwnKey(account, held);
        bootstrap.account(account);
        var key = bootstrap.rootKey(account, held);
        if (key.isPresent()) {
            new Credentials(key.get().id(), key.get().secret()).write(config.data());
        }
        catalog.databases.createDefault(account, config.region());
        objects.sweepTornFiles();
        objects.createBucketIfMissing(AssetsBucket.name(account, config.region()));
        listen();
        launcher.announce(endpoint());
        catalog.removals.sweep();
        supervisor.start();
        orchestration.alarms.start();
        ServerFile.ofThisProcess(endpoint(), config, place).write(config.data());
    }

    private void listen() {
        try {
            http.start();
        } catch (IOException e) {
            throw new StartException(
                    "port " + config.port() + " of " + config.bind() + " cannot be had: " + e.getMessage()
                            + ". Is another server running (mastic status)? Choose another with --port",
                    e);
        }
    }

    /** Every operation that is served. */
    public List<OperationTable> operationTables() {
        return Stream.of(
                        catalog.operationTables(),
                        jobTables(),
                        orchestration.operationTables(),
                        identity.operationTables())
                .flatMap(List::stream)
                .toList();
    }

    private List<OperationTable> jobTables() {
        return List.of(
                new TagOperations(tags, tagged()).table(),
                new JobOperations(jobs, tags).table(),
                new JobRunOperations(runs).table(),
                new BookmarkOperations(bookmarks).table(),
                new DataQualityOperations(qualityResults).table(),
                new LogOperations(logGroups).table(),
                new MetricOperations(runMetrics).table(),
                studioOperations().table());
    }

    private StudioOperations studioOperations() {
        var tables = new VisibleTables(catalog.tables, identity.authoriser);
        return new StudioOperations(
                new SchemaInference(objects::actingAs, tables::get),
                new CustomTransforms(objects::actingAs),
                new TransformJobs(jobs, objects::actingAs, identity.authoriser));
    }

    /** What can have tags, by the word of its ARN. */
    private Map<String, TagOperations.Resources> tagged() {
        return Map.of(
                "database",
                catalog.databases::exists,
                "connection",
                catalog.connections::exists,
                "job",
                (call, name) -> jobs.find(call, name).isPresent(),
                "trigger",
                (call, name) -> orchestration.triggers.find(call, name).isPresent(),
                "workflow",
                (call, name) -> orchestration.workflows.find(call, name).isPresent());
    }

    public static UnsupportedOperations unsupportedOperations() {
        return UnsupportedOperations.read(ControlPlane.class.getResourceAsStream("unsupported-operations.txt"));
    }

    private FrontServlet front() {
        var routes = new HashMap<>(new DriverRoutes(runStore, clock).routes());
        routes.putAll(new CommitRoutes(commits).routes());
        routes.putAll(new BookmarkRoutes(bookmarks, this::jobOf).routes());
        routes.putAll(new DataQualityRoutes(qualityResults, this::jobOf, this::requireAllowed).routes());
        routes.putAll(new MetricRoutes(runMetrics, this::jobOf).routes());
        routes.putAll(new InsightRoutes(logGroups).routes());
        var channel = new RunChannel(runs, routes);
        return new FrontServlet(
                dispatcher,
                objects,
                new SparkUiServlet(identity.accessKeys, identity.authoriser, runs, uis, random, clock),
                channel,
                runs,
                claim -> ContainerCredentials.json(identity.roleSessions.ofRun(role(claim)), claim.roleArn()),
                new Health(this::storeAnswers, metrics),
                new AccessLog(metrics));
    }

    private String jobOf(RunClaim claim) {
        return runStore.find(claim.runId()).orElseThrow().jobName();
    }

    private void requireAllowed(RunClaim claim, String action, String resource) {
        identity.authoriser.authorise(callerOf(claim), action, List.of(resource), Map.of());
    }

    private boolean storeAnswers() {
        try {
            return identity.store.accounts(config.accountId()) == 1;
        } catch (RuntimeException e) {
            return false;
        }
    }

    public ServerConfig config() {
        return config;
    }

    /** How drivers are isolated, in words. */
    public String isolation() {
        return place.told();
    }

    public URI endpoint() {
        return http.endpoint();
    }

    /** Waits until the server was closed. */
    public void join() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        orchestration.alarms.close();
        supervisor.close();
        runEnds.close();
        http.close();
        uis.close();
        commits.close();
        catalog.removals.close();
        database.close();
        try {
            ServerFile.remove(config.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            closed.countDown();
        }
    }
}
