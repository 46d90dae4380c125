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

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.*;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.openhab.binding.occupancy.internal.action.OccupancyActions;
import org.openhab.binding.occupancy.internal.action.OccupancyServiceProvider;
import org.openhab.binding.occupancy.internal.console.OccupancyConsoleCommand;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.binding.occupancy.internal.service.api.ItemCreator;
import org.openhab.core.io.console.Console;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.thing.binding.ThingHandler;

/**
 * The console of a home whose items, labels, people and rules bring what would command a terminal or fill a screen.
 */
public final class FuzzedConsole {

    /** What must not be seen anywhere. */
    public static final String ESCAPE = "\u001b[2J";

    private static final String NASTY = "a" + ESCAPE + "\nb\u202e" + "c".repeat(5_000);

    private final TestOpenHab openHab = new TestOpenHab();
    private final Console screen = mock(Console.class, withSettings().stubOnly());
    private final List<String> printed = new ArrayList<>();
    private final OccupancyConsoleCommand command;
    private final OccupancyActions actions = new OccupancyActions();

    public FuzzedConsole() {
        doAnswer(call -> printed.add(call.getArgument(0))).when(screen).println(anyString());
        doAnswer(call -> printed.add(call.getArgument(0))).when(screen).printUsage(anyString());
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.item("Text", "String", new StringType("x"));
        openHab.activateRunning();
        TestThing home = new TestThing(openHab, "occupancy:home:h", null).start();
        TestThing kitchen = new TestThing(openHab, "occupancy:location:h:kitchen", home.id())
                .source("pir", "motion", "item", "Pir").source("tag", "person", "item", "Text", "map", "x=" + NASTY)
                .source("power", "level", "item", "Text", "on", "50 W").label("pir", NASTY).label("tag", NASTY);
        when(kitchen.thing.getLabel()).thenReturn(NASTY);
        kitchen.start();
        new TestThing(openHab, "occupancy:location:h:bath", home.id()).source("pir", "presence", "item", "Nowhere")
                .start();
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Text", new StringType(NASTY));
        openHab.send("Text", new StringType("x"));
        for (String owner : List.of("party", NASTY)) {
            openHab.answering().handle(now -> OccupancyEvent.lock(kitchen.id(), owner,
                    org.openhab.binding.occupancy.internal.engine.model.LockMode.FREEZE, now));
        }
        openHab.answering().handle(now -> OccupancyEvent.momentary(home.id(), NASTY, NASTY, now).withOccupant(NASTY));
        openHab.pass(Duration.ofSeconds(5));
        ThingHandler handler = mock(ThingHandler.class,
                withSettings().stubOnly().extraInterfaces(OccupancyServiceProvider.class));
        when(handler.getThing()).thenReturn(kitchen.thing);
        when(((OccupancyServiceProvider) handler).occupancyService()).thenReturn(openHab.answering());
        actions.setThingHandler(handler);
        ItemCreator items = mock(ItemCreator.class,
                withSettings().stubOnly().defaultAnswer(call -> "There are items of " + Printable.brief(NASTY)));
        command = new OccupancyConsoleCommand(openHab.answering(), items, () -> ZoneOffset.UTC);
    }

    /** {@return what is printed} @param arguments what somebody types */
    public List<String> type(String... arguments) {
        printed.clear();
        command.execute(arguments, screen);
        openHab.run();
        List<String> candidates = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            command.complete(arguments, i, arguments[i].length(), candidates);
        }
        return List.copyOf(printed);
    }

    /** {@return what actions answer} @param word what a rule gives @param other what else it gives */
    public List<String> act(String word, String other) {
        List<String> answers = new ArrayList<>(List.of(actions.trigger(word, other, null),
                actions.lock(word, other, null, false), actions.lock(word, "FREEZE", other, true),
                actions.hold(other, word), actions.arrive(word), actions.depart(other),
                actions.release(word, null, other), actions.unlock(word), actions.explain()));
        answers.addAll(actions.why().values().stream().map(String::valueOf).toList());
        openHab.run();
        return answers;
    }
}
