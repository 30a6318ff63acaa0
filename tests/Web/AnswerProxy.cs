using System.Reflection;

namespace Bookseal.Web.Tests;

/// <summary>Stands in for any interface: whatever is asked, there is one answer.</summary>
public class AnswerProxy : DispatchProxy
{
    public Func<Task>? Answer { get; set; }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answer!();
}
