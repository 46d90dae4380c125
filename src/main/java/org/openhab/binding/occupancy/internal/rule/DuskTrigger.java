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
package org.openhab.binding.occupancy.internal.rule;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.automation.ModuleHandlerCallback;
import org.openhab.core.automation.Trigger;
import org.openhab.core.automation.handler.BaseTriggerModuleHandler;
import org.openhab.core.automation.handler.TriggerHandlerCallback;
import org.openhab.core.items.ItemRegistry;

/**
 * Starts a rule when it becomes dark while somebody is in a location: nobody moves then, and the lamp has to go on.
 */
@NonNullByDefault
final class DuskTrigger extends BaseTriggerModuleHandler {

    private final OccupancyService service;
    private final ItemRegistry items;
    private final ModuleSettings settings;
    private final @Nullable String item;
    private boolean wasDark;

    DuskTrigger(Trigger module, OccupancyService service, ItemRegistry items, ModuleSettings settings) {
        super(module);
        this.service = service;
        this.items = items;
        this.settings = settings;
        item = settings.text(Parameter.DARK_ITEM);
        wasDark = isDark();
    }

    @Override
    public synchronized void setCallback(ModuleHandlerCallback newCallback) {
        super.setCallback(newCallback);
    }

    /** @param name the item whose state changed; only the item that tells of darkness matters */
    void itemChanged(String name) {
        if (!name.equals(item)) {
            return;
        }
        boolean falls;
        synchronized (this) {
            boolean dark = isDark();
            falls = dark && !wasDark;
            wasDark = dark;
        }
        String id = settings.text(Parameter.LOCATION);
        LocationView view = id == null ? null : service.location(id);
        if (falls && view != null && view.state().occupied() && callback instanceof TriggerHandlerCallback rule) {
            rule.triggered(module, RuleTrigger.outputs(view, RuleTrigger.ANYBODY));
        }
    }

    /** While the item does not exist or has no state, nothing is assumed to have changed. */
    private boolean isDark() {
        Boolean dark = Darkness.told(items, settings);
        return dark == null ? wasDark : dark;
    }
}
