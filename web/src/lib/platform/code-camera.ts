export type CameraRefusal = 'denied' | 'no-camera' | 'busy' | 'failed';

interface Watcher {
  /** The text of a QR code in the picture; told again for as long as it is seen. */
  found(text: string): void;
  ended(refusal: CameraRefusal): void;
}

/** Reads QR codes with the camera of the device. */
export interface CodeCamera {
  isThere(): Promise<boolean>;
  /** Shows the picture in the video and watches it until the signal aborts or the watcher is told of an end. */
  watch(video: HTMLVideoElement, watcher: Watcher, signal: AbortSignal): Promise<void>;
}

/** The Barcode Detection API, which no type library ships. */
interface Detector {
  detect(image: HTMLVideoElement): Promise<readonly { rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

const LOOK_EVERY_MS = 150;
/** Single pictures fail while the camera adjusts itself; so many in a row are a detector that does not work. */
const FAILURES_IN_A_ROW = 20;

export function browserCodeCamera(scope: Window = window): CodeCamera {
  const { navigator } = scope;
  const detectors = (scope as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  return {
    async isThere() {
      // Neither is there on plain http, whatever the type library says.
      if (!detectors || !('mediaDevices' in navigator)) return false;
      try {
        const formats = await detectors.getSupportedFormats();
        const devices = await navigator.mediaDevices.enumerateDevices();
        return formats.includes('qr_code') && devices.some(({ kind }) => kind === 'videoinput');
      } catch {
        return false; // A browser that cannot even say what it has will not scan.
      }
    },

    async watch(video, watcher, signal) {
      if (!detectors) {
        watcher.ended('failed');
        return;
      }
      let stream: MediaStream;
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      } catch (error) {
        if (!signal.aborted) watcher.ended(refusalOf(error));
        return;
      }
      const isOver = () =>
        signal.aborted || stream.getTracks().every(({ readyState }) => readyState === 'ended');
      try {
        if (!isOver()) {
          video.srcObject = stream;
          await video.play();
          await lookInto(video, new detectors({ formats: ['qr_code'] }), watcher, isOver);
        }
        if (!signal.aborted) watcher.ended('failed');
      } catch {
        // The picture did not start, or the detector gave up; leaving the page interrupts it as well.
        if (!signal.aborted) watcher.ended('failed');
      } finally {
        for (const track of stream.getTracks()) track.stop();
        video.srcObject = null;
      }
    },
  };
}

/** Ends when it is over; throws when the detector fails all the time. */
async function lookInto(
  video: HTMLVideoElement,
  detector: Detector,
  watcher: Watcher,
  isOver: () => boolean,
): Promise<void> {
  let failures = 0;
  while (!isOver()) {
    try {
      for (const { rawValue } of await detector.detect(video)) if (!isOver()) watcher.found(rawValue);
      failures = 0;
    } catch (error) {
      if (++failures >= FAILURES_IN_A_ROW) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function refusalOf(error: unknown): CameraRefusal {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'no-camera';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'failed';
  }
}
