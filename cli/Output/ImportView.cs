using System.Globalization;
using Bookseal.Import;

namespace Bookseal.Cli.Output;

/// <summary>A long import as it happens: a line every few seconds. A short one says nothing.</summary>
internal sealed class ImportView(IAnsiConsole console, TimeProvider clock, string of = "entries")
    : IProgress<ImportProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private long _last = clock.GetTimestamp();

    public void Report(ImportProgress value)
    {
        if (clock.GetElapsedTime(_last) < Interval)
            return;
        _last = clock.GetTimestamp();
        console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{Describe(value.Step)} {value.Entries:N0} {of}")
        );
    }

    private static string Describe(ImportStep step) =>
        step switch
        {
            ImportStep.Check => "checked",
            ImportStep.Compare => "compared with the journals:",
            ImportStep.Stage => "cut into batches:",
            ImportStep.Post => "posted",
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };
}
