using Spectre.Console.Rendering;

namespace Bookseal.Cli.Output;

/// <summary>
/// Everything that is printed passes here before colours are added: what names and texts of the books hold that is not
/// to be seen is written as escapes (<see cref="VisibleText"/>).
/// </summary>
internal sealed class VisibleOutput : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(renderable => new Visible(renderable));

    private sealed class Visible(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner
                .Render(options, maxWidth)
                .Select(segment =>
                    segment.IsLineBreak || segment.IsControlCode || VisibleText.IsVisible(segment.Text)
                        ? segment
                        : new Segment(VisibleText.Of(segment.Text), segment.Style)
                );
    }
}
