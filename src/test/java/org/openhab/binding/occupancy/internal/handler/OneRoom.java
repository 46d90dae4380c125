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
package org.openhab.binding.occupancy.internal.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;

import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.thing.ThingStatus;

/** What tests of one room in a home begin with. */
abstract class OneRoom {

    static final String HOME = "occupancy:home:h";

    final TestOpenHab openHab = new TestOpenHab();
    TestThing home;
    TestThing room;

    /** Starts the add-on in a running openHAB with the home; the room is there, but not started. */
    void serve() {
        openHab.activateRunning();
        home = new TestThing(openHab, HOME, null).start();
        room = new TestThing(openHab, "occupancy:location:h:room", HOME);
    }

    /** Starts the add-on, which was stopped or killed, and its things. */
    void startAgain() {
        openHab.activate();
        Stream.of(home, room).forEach(TestThing::start);
    }

    /**
     * Checks that the room works, with a sentence in its status.
     *
     * @param words what the English sentence contains
     * @return the German sentence
     */
    String isOnlineBut(String... words) {
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(room.sentence()).contains(words).doesNotContain("{", "@text", "null");
        openHab.setLocale(Locale.GERMAN);
        String german = room.sentence();
        assertThat(german).isNotBlank().doesNotContain("{", "@text", "null", "setting");
        openHab.setLocale(Locale.ENGLISH);
        return german;
    }
}
