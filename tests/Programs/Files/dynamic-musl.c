/* On musl's dynamic loader: constructors, thread-local storage, dlopen of itself, stdio, locale, threads, environment, exit handlers. */
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/wait.h>
#include <unistd.h>

static __thread int s_own = 5;
static int s_made;

__attribute__((constructor)) static void make(void) { s_made = 1; }

static void say_goodbye(void) { puts("goodbye"); }

static void *count(void *argument)
{
    s_own += *(int *)argument;
    return (void *)(long)s_own;
}

int main(int argc, char **argv)
{
    atexit(say_goodbye);
    printf("%d %d %s\n", s_made, argc, argc > 2 ? argv[2] : "-");
    int add[4];
    long sum = 0;
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
    {
        add[i] = i;
        pthread_create(&threads[i], NULL, count, &add[i]);
    }
    for (int i = 0; i < 4; i++)
    {
        void *result;
        pthread_join(threads[i], &result);
        sum += (long)result;
    }
    printf("%ld %d\n", sum, s_own);
    void *self = dlopen(NULL, RTLD_NOW);
    printf("%d %d\n", self != NULL, dlsym(self, "printf") == (void *)printf);
    printf("%s\n", dlopen("/nothere.so", RTLD_NOW) ? "found" : dlerror());
    printf("%d %d %d\n", getauxval(AT_BASE) != 0, getauxval(AT_PAGESZ) == 4096, getauxval(AT_SECURE) == 0);
    FILE *pipe = popen("echo from sh", "r");
    char line[64];
    printf("%s", fgets(line, sizeof line, pipe));
    printf("%d\n", pclose(pipe));
    fflush(stdout);
    int status;
    pid_t child = fork();
    if (child == 0)
        _exit(s_own);
    waitpid(child, &status, 0);
    printf("%d\n", WEXITSTATUS(status));
    return 9;
}
