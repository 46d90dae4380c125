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
package org.openhab.binding.occupancy.internal.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.openhab.binding.occupancy.internal.engine.OccupancyEngine;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.service.Logged;
import org.openhab.binding.occupancy.internal.service.api.ItemCreator;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.automation.Action;
import org.openhab.core.automation.Rule;
import org.openhab.core.automation.handler.ActionHandler;

@DisplayName("The buttons of the page")
@Isolated("what is logged meanwhile is looked at")
class PageButtonsTest {

    private static final String KITCHEN = "occupancy:location:kitchen";
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final OccupancyEngine engine = new OccupancyEngine();
    private final OccupancyService service = mock(OccupancyService.class);
    private final ItemCreator items = mock(ItemCreator.class);
    private final PageButtons buttons = new PageButtons(service, items);

    @BeforeEach
    void engine() {
        engine.configure(LocationConfig.builder(KITCHEN).build(), NOW);
        when(service.handle(any())).thenAnswer(call -> {
            Function<Instant, OccupancyEvent> event = call.getArgument(0);
            try {
                engine.handle(event.apply(NOW));
                return CompletableFuture.completedFuture(null);
            } catch (RejectedException e) {
                return CompletableFuture.failedFuture(e);
            }
        });
    }

    @Test
    void aLockLastsAsLongAsItSays() {
        press(Map.of("do", "lock", "location", KITCHEN, "mode", "KEEP_OCCUPIED", "duration", "4h"));

        assertThat(engine.state(KITCHEN).locks()).singleElement().satisfies(lock -> {
            assertThat(lock.mode()).isEqualTo(LockMode.KEEP_OCCUPIED);
            assertThat(lock.until()).isEqualTo(NOW.plus(Duration.ofHours(4)));
        });
    }

    @Test
    void aLockWithoutEndIsRemovedByUnlock() {
        press(Map.of("do", "lock", "location", KITCHEN, "mode", "FREEZE", "duration", ""));
        assertThat(engine.state(KITCHEN).locks()).singleElement().satisfies(lock -> assertThat(lock.until()).isNull());

        press(Map.of("do", "unlock", "location", KITCHEN));
        assertThat(engine.state(KITCHEN).locks()).isEmpty();
    }

    @Test
    void unlockRemovesTheLocksOfRulesToo() {
        engine.handle(OccupancyEvent.lock(KITCHEN, "party", LockMode.FREEZE, NOW));

        press(Map.of("do", "unlock", "location", KITCHEN));

        assertThat(engine.state(KITCHEN).locks()).isEmpty();
    }

    @Test
    void itemsAreMadeWithAllThatThePageShows() {
        press(Map.of("do", "items", "location", KITCHEN));

        verify(items).create(KITCHEN, true);
    }

    @Test
    void whatIsNoButtonDoesNothing() {
        press(Map.of());
        press(Map.of("do", "lock", "location", KITCHEN, "mode", "BURN", "duration", "1h"));
        press(Map.of("do", "lock", "location", KITCHEN, "mode", "FREEZE", "duration", "soon"));
        press(Map.of("do", "lock", "location", "nowhere", "mode", "FREEZE", "duration", "1h"));
        press(Map.of("do", 7, "location", KITCHEN));

        assertThat(engine.state(KITCHEN).locks()).isEmpty();
        verify(items, never()).create(any(), org.mockito.ArgumentMatchers.anyBoolean());
    }

    /** Whoever runs the rule from a rule of their own reads what is wrong with it. */
    @Test
    void theLogSaysWhyAButtonDidNothing() {
        String noButton = "The rule occupancy-page is for the buttons of the page Occupancy";
        assertThat(said(Map.of())).contains(noButton);
        assertThat(said(Map.of("do", "lock", "location", KITCHEN, "mode", "BURN", "duration", "1h")))
                .contains(noButton);
        assertThat(said(Map.of("do", "lock", "location", KITCHEN, "mode", "FREEZE", "duration", "soon")))
                .contains(KITCHEN + ": the button did nothing: ").contains("soon").doesNotContain("Exception");
        assertThat(said(Map.of("do", "unlock", "location", "nowhere"))).contains("nowhere: the button did nothing: ")
                .doesNotContain("Exception");
    }

    private String said(Map<String, Object> context) {
        List<String> lines = Logged.during(() -> press(context));
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    /** Runs the rule as openHAB does for the UI. */
    private void press(Map<String, Object> context) {
        Rule rule = new PageRule((key, arguments) -> key).getAll().iterator().next();
        assertThat(rule.getUID()).isEqualTo("occupancy-page");
        Action action = rule.getActions().get(0);
        assertThat(buttons.getTypes()).contains(action.getTypeUID());
        ((ActionHandler) buttons.getHandler(action, rule.getUID())).execute(context);
    }
}
