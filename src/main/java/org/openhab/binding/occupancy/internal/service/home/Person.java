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
package org.openhab.binding.occupancy.internal.service.home;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.api.PersonListener;
import org.openhab.binding.occupancy.internal.service.api.PersonSetup;
import org.openhab.binding.occupancy.internal.service.runtime.SerialWorker;

/**
 * What the service knows of a person. Not thread-safe: only tasks of the {@link SerialWorker} use it, one at a time.
 */
@NonNullByDefault
final class Person {

    private final PersonSetup setup;
    private final PersonListener listener;
    private @Nullable Instant lastSeen;
    private boolean told;
    private @Nullable String toldLocation;
    private @Nullable Instant toldLastSeen;

    Person(PersonSetup setup, PersonListener listener) {
        this.setup = setup;
        this.listener = listener;
    }

    String name() {
        return setup.name();
    }

    @Nullable
    String home() {
        return setup.home();
    }

    PersonListener listener() {
        return listener;
    }

    /** Takes over what is known of the same person with other settings. */
    void remember(Person before) {
        lastSeen = before.lastSeen;
    }

    void seen(Instant at) {
        Instant latest = lastSeen;
        if (latest == null || at.isAfter(latest)) {
            lastSeen = at;
        }
    }

    void shift(Duration delta) {
        Instant latest = lastSeen;
        lastSeen = latest == null ? null : latest.plus(delta);
    }

    /** {@return whether anybody has told of the person} */
    boolean wasSeen() {
        return lastSeen != null;
    }

    /** {@return whether the listener was told where the person is} */
    boolean isTold() {
        return told;
    }

    /** Tells the listener where the person is, unless it knows. */
    void show(@Nullable String location) {
        if (!told || !Objects.equals(location, toldLocation) || !Objects.equals(lastSeen, toldLastSeen)) {
            told = true;
            toldLocation = location;
            toldLastSeen = lastSeen;
            listener.show(location, lastSeen);
        }
    }
}
