/** Whether exercises alert on this page: for participants only. The board knows after it has read the exercise. */
let isOn = false;

export function setAlertedByExercises(isAlerted: boolean): void {
  isOn = isAlerted;
}

export function isAlertedByExercises(): boolean {
  return isOn;
}
