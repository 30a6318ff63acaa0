namespace Bookseal.Documents.Tests;

/// <summary>
/// A fact that only a tool can tell; skipped, and counted as skipped, where the machine has not got it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(string tool)
    {
        Tool = tool;
        if (!ExternalTool.IsInstalled(tool))
            Skip = $"{tool} is not installed";
    }

    public string Tool { get; }
}
