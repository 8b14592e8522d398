package io.mastic.server.triggers;

import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Puts tasks where db-scheduler finds them, within the transaction that makes them necessary. */
interface AlarmStore {
    /** As text the time is the same instant in whatever time zone the driver and the database are. */
    default void set(String task, String instance, Instant time) {
        set(task, instance, time.toString());
    }

    @SqlUpdate(
            """
            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            values (:task, :instance, cast(:time as timestamp with time zone), false, 1)
            on conflict do nothing
            """)
    void set(String task, String instance, String time);
}
