using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Closing.Tests.Lifecycle;

/// <summary>
/// Random lives of a company: entries imported in any order, on time or late, and moved, edits of its master data,
/// closes and reopenings. Each certified figure equals what the posted lines and the settings in force give, computed
/// apart, and what was certified never changes.
/// </summary>
public sealed class CertifiedFiguresTests
{
    [Fact]
    public void Company_AnyLife_CertifiesWhatItsLinesAndSettingsGive()
    {
        var import = Gen.Zip(Gen.Choose(0, 5), Gen.Choose(1, 50)).Select(pair => Step.Import(pair.Item1, pair.Item2));
        var step = Gen.Frequency(
            (4, import),
            (3, Gen.Zip(Gen.Choose(0, 20), Gen.Choose(0, 3)).Select(pair => Step.Move(pair.Item1, pair.Item2))),
            (2, Gen.Choose(0, FiguresModel.Edits - 1).Select(Step.Edit)),
            (4, Gen.Constant(Step.Close)),
            (1, Gen.Constant(Step.Reopen))
        );
        // Something is booked before the first close; an empty company certifies zeros.
        var life = Gen.Zip(import.ArrayOf(4), step.ArrayOf(10))
            .Select(parts => parts.Item1.Concat(parts.Item2).ToArray());
        Prop.ForAll(life.ToArbitrary(), steps => LiveAsync(steps).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(LongMode.Count(Place.Azurite, 400, 30)));
    }

    private static async Task LiveAsync(Step[] steps)
    {
        using var world = new YearWorld();
        var life = new FiguresLife(world);
        await life.BeginAsync();
        foreach (var step in steps)
        {
            await step.Do(life);
            await life.AssertNothingCertifiedHasChangedAsync();
        }
    }

    /// <summary>Something that happens to the company; its name is what a failing life is printed as.</summary>
    private sealed record Step(string Name, Func<FiguresLife, Task> Do)
    {
        public static Step Close { get; } = new("close", life => life.CloseAsync());

        public static Step Reopen { get; } = new("reopen", life => life.ReopenAsync());

        public static Step Import(int month, int amount) =>
            new($"import {amount} into month {month}", life => life.ImportAsync(month, amount));

        public static Step Move(int line, int month) =>
            new($"move line {line} into month {month}", life => life.MoveAsync(line, month));

        public static Step Edit(int number) => new($"edit {number}", life => life.EditAsync(number));

        public override string ToString() => Name;
    }
}
