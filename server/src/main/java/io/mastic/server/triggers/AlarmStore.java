package io.mastic.server.triggers;

import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Puts tasks where db-scheduler finds them, within the transaction that makes them necessary. */
interface AlarmStore {
    @SqlUpdate(
            """
            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            values (:task, :instance, :time, false, 1)
            on conflict do nothing
            """)
    void set(String task, String instance, Instant time);
}
