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
package org.openhab.core.common;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Hands out openHAB's thread pools.
 */
@NonNullByDefault
public class ThreadPoolManager {

    public static final String THREAD_POOL_NAME_COMMON = "common";

    ThreadPoolManager() {
    }

    public static ScheduledExecutorService getScheduledPool(String poolName) {
        return Executors.newScheduledThreadPool(1, task -> {
            Thread thread = new Thread(task, poolName);
            thread.setDaemon(true);
            return thread;
        });
    }
}
