/** A quiet sound, upwards when somebody comes and downwards when somebody goes. */
export function chime(up: boolean): void {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  const { currentTime } = context;
  tone.frequency.setValueAtTime(up ? 520 : 660, currentTime);
  tone.frequency.exponentialRampToValueAtTime(up ? 660 : 520, currentTime + 0.12);
  volume.gain.setValueAtTime(0.06, currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, currentTime + 0.25);
  tone.connect(volume).connect(context.destination);
  tone.onended = () => void context.close();
  tone.start();
  tone.stop(currentTime + 0.25);
}
