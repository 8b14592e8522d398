package io.mastic.server.launch;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Which account's drivers have which number. Each method is one statement. */
interface DriverUserStore {
    @SqlQuery("select number from driver_user where account_id = :accountId")
    Optional<Integer> number(String accountId);

    /** The highest number; null while there is none. */
    @SqlQuery("select max(number) from driver_user")
    @Nullable
    Integer last();

    /** 0 if the account has a number, or another has this one. */
    @SqlUpdate("insert into driver_user (account_id, number) values (:accountId, :number) on conflict do nothing")
    int insert(String accountId, int number);
}
