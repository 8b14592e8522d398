package io.mastic.server.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.mastic.server.store.EachDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says while the alarms' database fails. */
@EachDatabase
class TriggerAlarmsTest {
    private static final long PATIENCE_SECONDS = 60;
    private static final String FAILING = "The times of triggers cannot be looked after; trying again until they can";
    private static final String AGAIN = "The times of triggers are looked after again";

    private final TriggersFixture fixture = new TriggersFixture();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logged logged = new Logged();
    private final Semaphore tries = new Semaphore(0);
    private volatile Optional<Exception> failure = Optional.empty();
    private final TriggerAlarms alarms =
            new TriggerAlarms(failingAtTimes(), fixture.starts, fixture.workflowRuns, Clock.systemUTC());

    /** What the console's filters let through of these alarms. */
    private static final class Logged extends AppenderBase<ILoggingEvent> {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLoggerName().matches(".*(kagkarlsson|TriggerAlarms).*")) {
                messages.add(event.getFormattedMessage());
            }
        }
    }

    private DataSource failingAtTimes() {
        var source = fixture.database.dataSource();
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    tries.release();
                    if (failure.isPresent()) {
                        throw failure.get();
                    }
                    try {
                        return method.invoke(source, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @BeforeEach
    void start() {
        root.getAppender("console").getCopyOfAttachedFiltersList().forEach(logged::addFilter);
        logged.setContext(root.getLoggerContext());
        logged.start();
        root.addAppender(logged);
        alarms.start();
    }

    @AfterEach
    void close() {
        root.detachAppender(logged);
        failure = Optional.empty();
        alarms.close();
        fixture.close();
    }

    private String nextMessage() throws InterruptedException {
        return String.valueOf(logged.messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private void awaitTries(int more) throws InterruptedException {
        tries.drainPermits();
        assertThat(tries.tryAcquire(more, PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void eachOutageIsSaidOnceAndSoIsItsEnd() throws InterruptedException {
        for (int outage = 0; outage < 2; outage++) {
            failure = Optional.of(new SQLTransientConnectionException("The database is away"));
            assertThat(nextMessage()).isEqualTo(FAILING);
            awaitTries(3);
            failure = Optional.empty();
            assertThat(nextMessage()).isEqualTo(AGAIN);
        }
    }

    @Test
    void otherErrorsOfTheSchedulerAreNotLost() throws InterruptedException {
        failure = Optional.of(new IllegalStateException("A fault in the program"));
        assertThat(nextMessage()).startsWith("Unhandled exception");
    }
}
