using Diesis.Platform.Boot;

namespace Diesis.Loaders.Uefi;

/// <summary>Picks the screen's mode: the firmware's own when it is large enough (it is the monitor's best then), else the largest up to a limit.</summary>
/// <remarks>SAFETY: modes are the firmware's; their number is its word.</remarks>
internal static unsafe class Graphics
{
    private const uint MinimumWidth = 1024;
    private const uint MinimumHeight = 768;
    private const uint MaximumWidth = 1920;
    private const uint MaximumHeight = 1200;
    private const uint BitsPerPixel = 32;

    internal static void Describe(LoaderBlock* block)
    {
        GraphicsOutput* output = (GraphicsOutput*)Firmware.FirstProtocol(Identifier.GraphicsOutput);
        if (output == null)
            return;
        if (!IsGood(output->Mode->Information, MinimumWidth, MinimumHeight))
            SetLargest(output);
        GraphicsMode* mode = output->Mode;
        ModeInformation* information = mode->Information;
        if (!HasFrameBuffer(information))
            return;
        block->FrameBuffer = mode->FrameBuffer;
        block->Width = information->Width;
        block->Height = information->Height;
        block->Pitch = information->PixelsPerRow * (BitsPerPixel / 8);
        block->BitsPerPixel = BitsPerPixel;
        bool isMasked = information->Format == PixelFormat.Masks;
        bool isRedLowest = information->Format == PixelFormat.RedGreenBlue;
        block->RedMask = isMasked ? information->RedMask : isRedLowest ? 0xffu : 0xff_0000;
        block->GreenMask = isMasked ? information->GreenMask : 0xff00;
        block->BlueMask = isMasked ? information->BlueMask : isRedLowest ? 0xff_0000u : 0xff;
    }

    private static void SetLargest(GraphicsOutput* output)
    {
        uint best = output->Mode->Current;
        ulong bestPixels = 0;
        for (uint i = 0; i < output->Mode->ModeCount; i++)
        {
            nuint size = 0;
            ModeInformation* information = null;
            if (output->QueryMode(output, i, &size, &information) != Status.Success || !HasFrameBuffer(information))
                continue;
            ulong pixels = (ulong)information->Width * information->Height;
            if (information->Width <= MaximumWidth && information->Height <= MaximumHeight && pixels > bestPixels)
            {
                best = i;
                bestPixels = pixels;
            }
        }
        if (bestPixels != 0)
            output->SetMode(output, best);
    }

    private static bool IsGood(ModeInformation* information, uint width, uint height) =>
        HasFrameBuffer(information) && information->Width >= width && information->Height >= height;

    private static bool HasFrameBuffer(ModeInformation* information) => information->Format < PixelFormat.TransferOnly;
}
