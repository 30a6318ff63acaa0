namespace Bookseal.Evidence.Tests;

public sealed class PlainFileTests
{
    /// <summary>An argument that is left empty, by a script's unset variable is no bug.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("/nowhere/at/all")]
    public void Open_APathOfNothing_IsUnreadable(string path) =>
        Assert.Equal("INPUT_UNREADABLE", PlainFile.Open(path).Fault.Code);

    [Fact]
    public async Task Open_AFileThatSomebodyHoldsForThemselves_IsUnreadable()
    {
        var path = Path.GetTempFileName();
        await using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal("INPUT_UNREADABLE", PlainFile.Open(path).Fault.Code);
            Assert.Equal("INPUT_UNREADABLE", (await PlainFile.ReadAsync(path, 10, default)).Fault.Code);
        }

        File.Delete(path);
    }
}
