using FsCheck;
using FsCheck.Fluent;

namespace Bookseal.Tests;

/// <summary>
/// Runs a property on generated values; the exception of a failure carries the seed and the shrunk value.
/// </summary>
internal static class Property
{
    public static void Holds<T>(Gen<T> values, Func<T, bool> holds, int times = 300) =>
        Prop.ForAll(values.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(times));
}
