package io.mastic.server.triggers;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.mastic.server.store.StoreErrors;

/**
 * Keeps out of the log that db-scheduler, at each of its tries, finds the database still away: {@link TriggerAlarms}
 * says it once. All other errors of db-scheduler stay. Named in logback.xml.
 */
public final class OutageRepeats extends Filter<ILoggingEvent> {
    private static final String SCHEDULER = "com.github.kagkarlsson.scheduler.";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return event.getLoggerName().startsWith(SCHEDULER)
                        && event.getThrowableProxy() instanceof ThrowableProxy thrown
                        && StoreErrors.isUnavailable(thrown.getThrowable())
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
