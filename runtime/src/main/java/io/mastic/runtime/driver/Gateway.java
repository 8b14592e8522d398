package io.mastic.runtime.driver;

import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.api.python.PythonGatewayServer;

/** The main class: Spark's gateway for Python, for a user of whom the system may know no name. */
public final class Gateway {
    private Gateway() {}

    /** Hadoop would ask the system for its user, and fail where a number is all that there is. */
    public static void main(String[] arguments) {
        UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(System.getProperty("user.name")));
        PythonGatewayServer.main(arguments);
    }
}
