package io.mastic.protocol;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.net.JarURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.glue.model.GlueException;

/** Every shape of the JSON services, and random instances of them. */
final class SdkShapes {
    private static final int DEPTH = 4;

    private SdkShapes() {}

    static List<Class<? extends SdkPojo>> ofJsonServices() {
        var shapes = new ArrayList<Class<? extends SdkPojo>>();
        shapes.addAll(besides(GlueException.class));
        shapes.addAll(besides(CloudWatchLogsException.class));
        return shapes;
    }

    private static List<Class<? extends SdkPojo>> besides(Class<?> known) {
        var folder = known.getPackageName().replace('.', '/') + "/";
        try {
            var source = known.getResource(known.getSimpleName() + ".class");
            var jar = ((JarURLConnection) source.openConnection()).getJarFile();
            var shapes = new ArrayList<Class<? extends SdkPojo>>();
            for (var entry : (Iterable<String>) jar.stream().map(e -> e.getName())::iterator) {
                if (entry.startsWith(folder) && entry.endsWith(".class") && !entry.contains("$")) {
                    var name = entry.substring(0, entry.length() - ".class".length())
                            .replace('/', '.');
                    var type = Class.forName(name, false, known.getClassLoader());
                    if (isShape(type)) {
                        shapes.add(type.asSubclass(SdkPojo.class));
                    }
                }
            }
            return shapes;
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isShape(Class<?> type) {
        return SdkPojo.class.isAssignableFrom(type)
                && !Throwable.class.isAssignableFrom(type)
                && !Modifier.isAbstract(type.getModifiers());
    }

    static SdkPojo random(Class<? extends SdkPojo> type, Random random) {
        return filled(PojoBuilder.of(type), random, DEPTH);
    }

    private static SdkPojo filled(SdkPojo builder, Random random, int depth) {
        for (var field : builder.sdkFields()) {
            if ((random.nextInt(4) > 0 && depth > 0) || field.containsTrait(DefaultValueTrait.class)) {
                field.set(builder, value(field, random, depth));
            }
        }
        return PojoBuilder.build(builder);
    }

    private static Object value(SdkField<?> field, Random random, int depth) {
        var type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return filled(field.constructor().get(), random, depth - 1);
        }
        if (type == MarshallingType.LIST) {
            var element = field.getTrait(ListTrait.class).memberFieldInfo();
            return IntStream.range(0, random.nextInt(3))
                    .mapToObj(i -> value(element, random, depth - 1))
                    .toList();
        }
        if (type == MarshallingType.MAP) {
            var element = field.getTrait(MapTrait.class).valueFieldInfo();
            var map = new LinkedHashMap<String, Object>();
            for (int i = random.nextInt(3); i > 0; i--) {
                map.put("key " + i, value(element, random, depth - 1));
            }
            return map;
        }
        return scalar(type, random);
    }

    private static Object scalar(MarshallingType<?> type, Random random) {
        if (type == MarshallingType.STRING) {
            return List.of("", "plain", "a \"quoted\" \\ line\n", "Zürich \uD83D\uDE80 \u0001")
                    .get(random.nextInt(4));
        }
        if (type == MarshallingType.BOOLEAN) {
            return random.nextBoolean();
        }
        if (type == MarshallingType.INTEGER) {
            return random.nextInt();
        }
        if (type == MarshallingType.LONG) {
            return random.nextLong();
        }
        if (type == MarshallingType.DOUBLE) {
            return random.nextGaussian();
        }
        if (type == MarshallingType.FLOAT) {
            return random.nextFloat();
        }
        if (type == MarshallingType.BIG_DECIMAL) {
            return BigDecimal.valueOf(random.nextLong(), 4);
        }
        if (type == MarshallingType.INSTANT) {
            return Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
        }
        if (type == MarshallingType.SDK_BYTES) {
            return SdkBytes.fromByteArray("bytes \u00e9".getBytes(StandardCharsets.UTF_8));
        }
        if (type == MarshallingType.DOCUMENT) {
            return Document.mapBuilder().putString("name", "value").build();
        }
        throw new IllegalArgumentException("No value for " + type);
    }
}
