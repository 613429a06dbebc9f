using Pollux.Simulation.Assessments;
using Spectre.Console;

namespace Pollux.Cli.Assess;

/// <summary>A progress bar on standard error, when somebody looks at it.</summary>
internal static class AssessProgress
{
    public static T Run<T>(CommandEnvironment environment, bool json, Func<IProgress<AssessmentProgress>?, T> work)
    {
        if (!environment.IsInteractive || json)
        {
            return work(null);
        }

        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(environment.Error) }
        );
        return console
            .Progress()
            .AutoClear(true)
            .Start(context =>
            {
                ProgressTask task = context.AddTask("attacking the twin", maxValue: 1);
                return work(new Bar(task));
            });
    }

    // Reports at once and in order, unlike System.Progress, which posts them to other threads.
    private sealed class Bar(ProgressTask task) : IProgress<AssessmentProgress>
    {
        public void Report(AssessmentProgress value)
        {
            task.Description = value.Stage;
            task.Value = value.Share;
        }
    }
}
