/** Whether the keyboard has ⌘ where others have Ctrl. */
export const onMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);
