/*
 * Copyright (c) 2026 The occupancy add-on authors
 *
 * See the NOTICE file(s) distributed with this work for additional
 * information.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * http://www.eclipse.org/legal/epl-2.0
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.openhab.binding.occupancy.internal.service;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.slf4j.LoggerFactory;
import org.slf4j.impl.SimpleLogger;
import org.slf4j.spi.LocationAwareLogger;

/** What is written to the log, at the level WARN and above unless another is asked for. */
public final class Logged {

    private Logged() {
    }

    /** {@return the lines that are logged by any thread while something is done} */
    public static List<String> during(Runnable task) {
        PrintStream before = System.err;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
        try {
            task.run();
        } finally {
            System.err.flush();
            System.setErr(before);
        }
        return caught.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /**
     * {@return the lines that are logged while something is done by one class, as if the user had set its level}
     *
     * @param name the name of the class
     * @param level one of {@code DEBUG} and {@code TRACE}
     */
    public static List<String> by(String name, String level, Runnable task) {
        try {
            SimpleLogger logger = (SimpleLogger) LoggerFactory.getLogger(name);
            Field field = SimpleLogger.class.getDeclaredField("currentLogLevel");
            field.setAccessible(true);
            int before = field.getInt(logger);
            field.setInt(logger, "TRACE".equals(level) ? LocationAwareLogger.TRACE_INT : LocationAwareLogger.DEBUG_INT);
            try {
                return during(task).stream().filter(line -> line.contains(" " + name + " - "))
                        .map(line -> line.replaceFirst("^\\[[^\\]]*\\] ", "").replace(" " + name + " - ", " "))
                        .toList();
            } finally {
                field.setInt(logger, before);
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
