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
package org.openhab.binding.occupancy.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mockito;
import org.openhab.binding.occupancy.internal.engine.OccupancyEngine;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.service.api.ItemCreator;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingUID;
import org.openhab.core.thing.binding.ThingActions;
import org.openhab.core.thing.binding.ThingHandler;

/**
 * Each form of an action, of the object and static, with all arguments or without the last of them, does what its name
 * says and answers.
 */
@DisplayName("Each form of an action")
class ActionAnswersTest {

    private static final String KITCHEN = "occupancy:location:kitchen";
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Map<String, EventType> TELLS = Map.of("trigger", EventType.MOMENTARY, "hold",
            EventType.HOLD_START, "release", EventType.HOLD_END, "vacate", EventType.VACATE, "lock", EventType.LOCK,
            "keepOccupied", EventType.LOCK, "keepVacant", EventType.LOCK, "unlock", EventType.UNLOCK, "unlockAll",
            EventType.UNLOCK_ALL);

    interface LocationThingHandler extends ThingHandler, OccupancyServiceProvider {
    }

    static Stream<Method> forms() {
        return Arrays.stream(OccupancyActions.class.getDeclaredMethods()).filter(method -> Modifier
                .isPublic(method.getModifiers())
                && (method.getReturnType().equals(String.class) || Map.class.isAssignableFrom(method.getReturnType())))
                // the order in which a class tells its methods differs from run to run
                .sorted(Comparator.comparing(Method::toString));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void doesItAndAnswers(Method form) throws Exception {
        OccupancyEngine engine = new OccupancyEngine();
        engine.configure(LocationConfig.builder(KITCHEN).build(), NOW);
        List<OccupancyEvent> told = new ArrayList<>();
        OccupancyService service = mock(OccupancyService.class,
                call -> call.getMethod().getReturnType() == String.class ? "said"
                        : Mockito.RETURNS_DEFAULTS.answer(call));
        Mockito.doReturn(ZoneId.of("UTC")).when(service).timeZone();
        Mockito.doAnswer(call -> CompletableFuture.completedFuture(engine.explain(KITCHEN))).when(service)
                .explain(anyString());
        Mockito.doAnswer(call -> {
            OccupancyEvent event = call.<Function<Instant, OccupancyEvent>> getArgument(0).apply(NOW);
            told.add(event);
            engine.handle(event);
            return CompletableFuture.completedFuture(null);
        }).when(service).handle(any());
        ItemCreator items = mock(ItemCreator.class, call -> "made");
        Thing thing = mock(Thing.class);
        when(thing.getUID()).thenReturn(new ThingUID(KITCHEN));
        LocationThingHandler handler = mock(LocationThingHandler.class);
        when(handler.occupancyService()).thenReturn(service);
        when(handler.itemCreator()).thenReturn(items);
        when(handler.getThing()).thenReturn(thing);
        OccupancyActions actions = new OccupancyActions();
        actions.setThingHandler(handler);
        boolean ofPerson = form.getName().equals("arrive") || form.getName().equals("depart");

        Object answer = form.invoke(actions,
                Arrays.stream(form.getParameterTypes()).map(type -> ThingActions.class.isAssignableFrom(type) ? actions
                        : ofPerson && type == String.class ? "Mike" : null).toArray());

        if (answer instanceof String sentence) {
            assertThat(sentence).isNotBlank();
        } else {
            assertThat(answer).isNotNull();
        }
        EventType type = TELLS.get(form.getName());
        if (type != null) {
            assertThat(told).singleElement().satisfies(event -> {
                assertThat(event.type()).isEqualTo(type);
                assertThat(event.location()).isEqualTo(KITCHEN);
            });
        } else if (ofPerson) {
            assertThat(told).isNotEmpty().allSatisfy(event -> assertThat(event.occupant()).isEqualTo("Mike"));
        }
    }
}
